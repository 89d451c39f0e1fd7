"""Files: what is accepted, where private bytes are stored, and what is derived from them and cached."""
