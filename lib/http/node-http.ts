/**
 * Node's HTTP modules. An `import` of them would make Node load `fetch` too, because `node:http` exports WebSocket, which
 * takes 60 ms of CPU in each process.
 */
export const http = process.getBuiltinModule('node:http');
export const https = process.getBuiltinModule('node:https');
