/** Something about this machine keeps the command from its work. The message says what, why and what to do. */
export abstract class LocalFault extends Error {}
