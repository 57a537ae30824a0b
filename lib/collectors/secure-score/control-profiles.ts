import * as z from 'zod/mini';
import { SyncError } from '../../domain/errors.ts';
import { given } from '../../domain/given.ts';
import type { GraphPort, GraphQuery } from '../../graph/graph-port.ts';
import { ObjectId } from '../object-ids.ts';
import { UnreadableObjects } from '../unreadable-objects.ts';
import { Amount } from './score.ts';

/** https://learn.microsoft.com/graph/api/resources/securescorecontrolprofile */
const ControlProfile = z.object({
  id: ObjectId,
  title: given(z.string()),
  maxScore: given(Amount),
  actionUrl: given(z.string()),
  controlCategory: given(z.string()),
  deprecated: given(z.boolean()),
});
export type ControlProfile = z.infer<typeof ControlProfile>;

/** Profiles by their id, which is the `controlName` in a score. */
export type ControlProfiles = ReadonlyMap<string, ControlProfile>;

const PROFILES = { one: 'profile', many: 'profiles' };

/**
 * Every control that Microsoft describes. $select is not on the documentation page, but Graph's metadata declare it. There is no
 * $top, because Graph has refused the links of this collection with it. `controlStateUpdates` name the persons who changed a
 * control's state, so they are withheld if Graph ignores $select.
 * https://learn.microsoft.com/graph/api/security-list-securescorecontrolprofiles
 */
const ALL_PROFILES: GraphQuery<ControlProfile> = {
  path: '/security/secureScoreControlProfiles',
  optional: { $select: Object.keys(ControlProfile.shape).join(',') },
  withhold: ['controlStateUpdates'],
  supplement: 'Titles, maximum points or links of improvement actions may be missing',
  object: ControlProfile,
};

interface ProfilesRead {
  profiles: ControlProfiles;
  caveats: string[];
}

/**
 * Reads the profiles of some controls. A failure is a caveat: the score itself is known. The profiles that were read before it
 * count. If an id comes twice, its first profile counts.
 */
export async function readControlProfiles(
  graph: GraphPort,
  controls: ReadonlySet<string>,
): Promise<ProfilesRead> {
  const profiles = new Map<string, ControlProfile>();
  let read = 0;
  let unreadable = new UnreadableObjects();
  const caveats: string[] = [];
  try {
    for await (const page of graph.pages(ALL_PROFILES)) {
      if (page.startsOver) [read, unreadable] = [0, new UnreadableObjects()];
      read += page.objects.length;
      unreadable.note(page);
      for (const profile of page.objects) {
        if (controls.has(profile.id) && !profiles.has(profile.id)) profiles.set(profile.id, profile);
      }
    }
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    caveats.push(
      `${read === 0 ? 'Titles' : 'Some titles'}, maximum points and links of improvement actions were not read: ${error.message}`,
    );
  }
  const lost = unreadable.missing(read, PROFILES);
  return { profiles, caveats: [...caveats, ...lost.map((why) => `${ALL_PROFILES.supplement}: ${why}`)] };
}
