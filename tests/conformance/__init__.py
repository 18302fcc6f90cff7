"""What the platform asks of every block of ours (contract sections in the names). A block enters by existing."""
