import type { Manifest } from './pack-files.ts';

/** Returns README.txt of a pack: for an auditor who has never seen the product. */
export function packReadme({ connection, from, to, size, root, keyIds, software, origin }: Manifest): string {
  return `EVIDENCE FROM MICROSOFT 365

Connection   ${connection}
Period       ${from} to ${to}
Log          ${origin}
Entries      ${size}
Root         ${root}
Signing key  ${keyIds.join(', ')}
Written by   ${software}

This pack holds what a program read from one Microsoft 365 tenant, when it read it,
and how. The program reads on a schedule. It does not judge: whether a requirement
is met is for you to say.


START HERE

index.html is the report: open it in a browser, no network is needed. evidence.csv
has the same evidence, one row an item. oscal-assessment-results.json has it for
programs that read OSCAL.


WHAT EACH FILE IS

README.txt        this text
manifest.json     the connection, period, log and keys of this pack
SHA256SUMS        the SHA-256 of every other file
checkpoint        the signed statement: this log has ${size} entries and this root
keys/             the public keys that sign checkpoints
log/              every entry since the first: one for each sync, also for a failed one
syncs/            for each sync of the period, by its entry's number:
  run.json          when it ran, and what each collector did
  <collector>.json  the evidence: facts, what is missing, and where they came from
  answers/          what Microsoft answered, if it was kept, in the order it was read
annotations/      what people wrote about a gap or a fact, if they did: the reason, who
                  answers for it, and until when, by its entry's number. All of the log
                  are here, whatever the period. An annotation hides nothing, and the
                  program does not judge it: it shows who accepted what, and when
verify.sh         checks this pack with openssl and sha256sum (or shasum)


HOW TO CHECK IT

Unpack it, and run: bash verify.sh
Or, with the product installed: m365-evidence verify <this pack>

Both work without a network and change nothing. They say "Intact", or name each file
that was altered, dropped, added, reordered or cut off. The product checks more: it
notes gaps between syncs, and with --replay it reads the kept answers once more and
compares the facts.

The key is part of this pack, so a correct signature alone shows only that the pack
fits together. Ask the company for the key's id by another way (it stands in its
cloud deployment's outputs, and in every report) and compare it with the one above,
or run: bash verify.sh --key <id>. The id is the start of the key's SHA-256. Its 8
digits tell keys apart; a person with a fast computer can make another key with the
same 8, so for certainty compare the file in keys/ itself, or all 64 digits.

If you have an earlier checkpoint of this log (an earlier pack or report), compare
with it: m365-evidence verify <this pack> --checkpoint <the earlier file>. It shows
whether history was rewritten since.

By hand, one evidence file:
  1. sha256sum syncs/<number>/<collector>.json
  2. Find the result in log/<number>.json, next to the collector's name.
  3. The entries of log/ make the root in checkpoint: SHA-256 of a zero byte and the
     entry, and of a one byte and two neighbours, as RFC 9162, section 2.1 says.
  4. head -n 3 checkpoint > text; the last line of checkpoint, without its first four
     bytes, is the signature (ECDSA, P-256, SHA-256) of that text by the key in keys/.


WHAT THE LOG PROVES, AND WHAT IT DOES NOT

It proves that nobody without the signing key changed, dropped, added or reordered
an entry, a document or a kept answer after it was signed. It proves the order of
the syncs, and shows each sync that ran late or not at all.

It does not prove that Microsoft's answers were true, or that the program that read
them was not replaced. A person who may sign can write a new log, but not one that
fits an earlier checkpoint which somebody else has. Answers that were not kept
cannot be read again; their SHA-256 still shows that the log was not changed. On a
laptop the key lies next to the data, so such a log shows mistakes, not intent.
`;
}
