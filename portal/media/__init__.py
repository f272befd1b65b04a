"""Pictures and documents that people upload, and the renditions of pictures. It knows no page type."""
