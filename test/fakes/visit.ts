import http from 'node:http';

export interface Visit {
  readonly status: number;
  readonly body: string;
  /** `NAME=VALUE` of each cookie that was set. */
  readonly cookies: readonly string[];
}

/** Asks a farm's loopback port like a browser on this computer; with `form`, by POST. */
export function visit(port: number, target: string, form?: Readonly<Record<string, string>>): Promise<Visit> {
  return new Promise((resolve, reject) => {
    const headers = { host: `localhost:${port}`, 'content-type': 'application/x-www-form-urlencoded' };
    const method = form === undefined ? 'GET' : 'POST';
    http
      .request({ host: '127.0.0.1', port, path: target, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(parts).toString('utf8'),
            cookies: (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? ''),
          }),
        );
      })
      .on('error', reject)
      .end(form === undefined ? undefined : new URLSearchParams(form).toString());
  });
}
