/** The form of an error's name or code of ours, of AWS, of Graph and of Entra. Anything else may be text from outside. */
const NAME = /^[\w.]{1,64}$/;

/** Returns an error's name and code without any text from outside: `SignInRejected AADSTS7000222`. */
export function errorText({ name, code = '' }: { name: string; code?: string | undefined }): string {
  const known = [name, code].filter((word) => NAME.test(word));
  return known.length > 0 ? known.join(' ') : 'an error without a name';
}
