"""Pictures and documents that people upload, and the drawn sizes of pictures."""
