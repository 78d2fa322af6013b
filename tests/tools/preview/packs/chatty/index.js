// A pack that prints before its port.
process.stdout.write("hello\n");
setInterval(() => undefined, 1000);
