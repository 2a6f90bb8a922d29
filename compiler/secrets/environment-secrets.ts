const tokens = ['TEAMCITY_TOKEN', 'VAULT_TOKEN', 'PLUGBOARD_FINGERPRINT_KEY', 'PLUGBOARD_REVIEW_KEY'];
const addresses = ['TEAMCITY_URL', 'VAULT_ADDR', 'HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'];

/** Secrets that Plugboard is given itself: tokens, its key, and passwords in the addresses of servers and proxies. */
export function environmentSecrets(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const given = (name: string): readonly string[] => [environment[name] ?? '', environment[name.toLowerCase()] ?? ''];
  return [
    ...tokens.map((name) => environment[name] ?? ''),
    ...addresses.flatMap(given).flatMap((address) => passwordOf(address)),
  ].filter((value) => value !== '');
}

function passwordOf(address: string): readonly string[] {
  const { password = '' } = URL.canParse(address) ? new URL(address) : {};
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    return [password];
  }
}
