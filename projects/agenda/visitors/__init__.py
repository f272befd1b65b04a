"""What visitors send without an account: forms that programs do not pass, answers that no cache keeps."""
