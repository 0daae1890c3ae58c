/** The attributes of one of our own Set-Cookie lines, for putting the cookie into a jar by hand. */
export interface SetCookieParts {
  readonly domain: string | null;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
}

export function setCookieParts(line: string): SetCookieParts {
  const attributes = new Map(
    line
      .split('; ')
      .slice(1)
      .map((part) => {
        const [name = '', ...value] = part.split('=');
        return [name.toLowerCase(), value.join('=')] as const;
      }),
  );
  return {
    domain: attributes.get('domain') ?? null,
    path: attributes.get('path') ?? '/',
    secure: attributes.has('secure'),
    httpOnly: attributes.has('httponly'),
  };
}
