// A pack that does not start.
process.stderr.write("the rules could not be read\n");
process.exit(7);
