"""Pages as files: data in, a PDF or a picture out. It knows no page type."""
