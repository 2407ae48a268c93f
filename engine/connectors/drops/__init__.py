"""Places where files are left for a partner and its answers are found: a folder of ours, or its SFTP server."""
