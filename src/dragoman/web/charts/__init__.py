"""Charts as SVG from the server, without script or inline style."""
