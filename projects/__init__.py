"""A container of four rooms (Parks, agenda, walks, concertation). It holds no code of its own."""
