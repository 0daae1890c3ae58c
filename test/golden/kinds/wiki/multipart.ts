const boundary = 'golden-boundary-4711';

export const multipartType = `multipart/form-data; boundary=${boundary}`;

/** A form with files, as a browser sends it. */
export function multipart(
  form: Readonly<Record<string, string>>,
  files: Readonly<Record<string, readonly [string, string]>>,
): Buffer {
  const fields = Object.entries(form).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const uploads = Object.entries(files).map(
    ([name, [fileName, content]]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n${content}\r\n`,
  );
  return Buffer.from(`${fields.join('')}${uploads.join('')}--${boundary}--\r\n`, 'utf8');
}
