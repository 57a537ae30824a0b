/** What the commands end with. */
export const EXIT = { well: 0, notWell: 1, wrongUsage: 2, brokenOff: 130 } as const;
