import { textOf, type PyValue } from '../../shared/python-value.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** Hashes that the library knows by name. */
const schemes = new Set(
  (
    'apr_md5_crypt argon2 atlassian_pbkdf2_sha1 bcrypt bcrypt_sha256 bigcrypt bsd_nthash bsdi_crypt cisco_asa cisco_pix ' +
    'cisco_type7 crypt16 cta_pbkdf2_sha1 des_crypt django_argon2 django_bcrypt django_bcrypt_sha256 django_des_crypt ' +
    'django_disabled django_pbkdf2_sha1 django_pbkdf2_sha256 django_salted_md5 django_salted_sha1 dlitz_pbkdf2_sha1 ' +
    'fshp grub_pbkdf2_sha512 hex_md4 hex_md5 hex_sha1 hex_sha256 hex_sha512 htdigest ldap_bcrypt ldap_bsdi_crypt ' +
    'ldap_des_crypt ldap_hex_md5 ldap_hex_sha1 ldap_md5 ldap_md5_crypt ldap_pbkdf2_sha1 ldap_pbkdf2_sha256 ' +
    'ldap_pbkdf2_sha512 ldap_plaintext ldap_salted_md5 ldap_salted_sha1 ldap_sha1 ldap_sha1_crypt ldap_sha256_crypt ' +
    'ldap_sha512_crypt lmhash md5_crypt msdcc msdcc2 mssql2000 mssql2005 mysql323 mysql41 nthash oracle10 oracle11 ' +
    'pbkdf2_sha1 pbkdf2_sha256 pbkdf2_sha512 phpass plaintext postgres_md5 roundup_plaintext scram scrypt sha1_crypt ' +
    'sha256_crypt sha512_crypt sun_md5_crypt unix_disabled unix_fallback'
  ).split(' '),
);
const generalKeys = new Set([
  'schemes',
  'default',
  'deprecated',
  'min_verify_time',
  'harden_verify',
  'truncate_error',
]);

/** Why the password library would refuse this context; null when it takes it (spec/config.md §5 step 24). */
export function passlibContextProblem(context: PyValue): Sentence | null {
  if (context.type !== 'dict') return sentence('config.passlib.noDict');
  for (const [key, value] of context.entries) {
    const name = textOf(key);
    if (name === null) return sentence('config.passlib.keyNoText');
    if (name === 'schemes') {
      const unknown = schemeNames(value).find((scheme) => scheme === null || !schemes.has(scheme));
      if (unknown !== undefined) return sentence('config.passlib.noHash', { name: unknown ?? '?' });
    } else if (!generalKeys.has(name) && !name.includes('__'))
      return sentence('config.passlib.noSetting', { name });
    else if (name.includes('__') && !schemes.has(schemeOf(name)) && schemeOf(name) !== 'all')
      return sentence('config.passlib.noHash', { name: schemeOf(name) });
  }
  const listed = context.entries.find(([key]) => textOf(key) === 'schemes')?.[1];
  return listed === undefined || schemeNames(listed).length === 0
    ? sentence('config.passlib.namesNone')
    : null;
}

/** `category__scheme__option` or `scheme__option`. */
function schemeOf(name: string): string {
  const parts = name.split('__');
  return (parts.length > 2 ? parts[1] : parts[0]) ?? name;
}

function schemeNames(value: PyValue): (string | null)[] {
  const text = textOf(value);
  if (text !== null) return text.split(',').map((part) => part.trim());
  return value.type === 'list' || value.type === 'tuple' ? value.items.map(textOf) : [null];
}
