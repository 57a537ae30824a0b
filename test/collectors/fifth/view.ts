export const says = 'how many subscriptions are enabled';
export const permissionFor = 'subscriptions';
