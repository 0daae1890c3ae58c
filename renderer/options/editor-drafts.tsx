import { createContext, use, useMemo, useState, type ReactNode } from 'react';

/** A file as a person began to edit it, and what they made of it. */
export interface EditorDraft {
  /** Of the file on disk when the editing began. */
  readonly revision: string;
  readonly text: string;
}

interface EditorDrafts {
  readonly find: (farmId: string, fileId: string) => EditorDraft | null;
  /** Null forgets it. */
  readonly keep: (farmId: string, fileId: string, draft: EditorDraft | null) => void;
}

const EditorDraftsContext = createContext<EditorDrafts | null>(null);

/** Keeps what was typed into a configuration file while the person looks at something else. */
export function EditorDraftsProvider(props: { readonly children: ReactNode }) {
  const [drafts] = useState(() => new Map<string, EditorDraft>());
  const value = useMemo<EditorDrafts>(
    () => ({
      find: (farmId, fileId) => drafts.get(`${farmId}/${fileId}`) ?? null,
      keep: (farmId, fileId, draft) => {
        if (draft === null) drafts.delete(`${farmId}/${fileId}`);
        else drafts.set(`${farmId}/${fileId}`, draft);
      },
    }),
    [drafts],
  );
  return <EditorDraftsContext value={value}>{props.children}</EditorDraftsContext>;
}

export function useEditorDrafts(): EditorDrafts {
  const drafts = use(EditorDraftsContext);
  if (drafts === null) throw new Error('useEditorDrafts outside of EditorDraftsProvider');
  return drafts;
}
