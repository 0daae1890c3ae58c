/** Bytes for people, in steps of a thousand: `0.4`, `12`, `1240`. */
export const megabytes = (bytes: number): number => {
  const exact = bytes / 1e6;
  return exact < 10 ? Math.ceil(exact * 10) / 10 : Math.round(exact);
};
