import { UserError } from '../domain/user-error.ts';

/** The partition in which earlier versions listed the connections. */
export const EARLIER_NAMES = 'CONNECTION';

/** The problem of an item without a document. Earlier versions stored maps, which do not keep the hashed bytes. */
export const EARLIER_ITEM =
  'is of an earlier version of m365-evidence, as others may be. This version does not read them: use the version that wrote them';

/** Only earlier versions wrote to the register, so this version can read nothing in it. */
export class EarlierRegister extends UserError {
  override readonly name = 'EarlierRegister';
  constructor() {
    super('An earlier version of m365-evidence wrote this register, and this version cannot read it', {
      remedy:
        'To read its evidence, use the version that wrote it. New syncs are added to the register and change nothing in it. On this machine, you can also move its folder away.',
    });
  }
}
