#include <sys/socket.h>

/* caf� [31mred[0m ‮ reversed <script>alert("x")</script> ``` | */
	if (ok) { connect(fd, "中文 😀 �]0;title", 3); } /* ‮ ``` */
x = a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + a + connect(fd, address, sizeof address); tail + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b + b
