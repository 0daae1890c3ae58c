import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../texts/text.ts';
import { IconButton } from './button.tsx';

/** Copies a text that is on the page anyway; says so in its name afterwards. */
export function CopyButton(props: { readonly text: string; readonly label: string }) {
  const text = useText();
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = (): void => {
    navigator.clipboard.writeText(props.text).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  };
  const label =
    copied === 'yes' ? text('common.copied') : copied === 'failed' ? text('common.copyFailed') : props.label;
  return (
    <IconButton label={label} onPress={copy}>
      {copied === 'yes' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
    </IconButton>
  );
}
