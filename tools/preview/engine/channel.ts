const mebibyte = 1024 * 1024;

/** The SDK's own limit; the 4 MiB of gRPC are too small for a whole stack in one request. */
const messageLimits = {
  "grpc.max_receive_message_length": 400 * mebibyte,
  "grpc.max_send_message_length": 400 * mebibyte,
};

/** Options of a server of ours. */
export const serverOptions = {
  ...messageLimits,
  // Seconds. A program that computes for long leaves its requests waiting; gRPC would cancel them after 30.
  "grpc.server_max_unrequested_time_in_server": 1800,
};

/** Options of a client of ours, which talks to this machine only. */
export const clientOptions = { ...messageLimits, "grpc.enable_http_proxy": 0 };
