/**
 * Node's HTTP modules. An `import` of them makes Node load its `fetch` as well, because `node:http` exports WebSocket:
 * 60 ms of CPU more in each process.
 */
export const http = process.getBuiltinModule('node:http');
export const https = process.getBuiltinModule('node:https');
