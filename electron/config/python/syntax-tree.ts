import type { LiteralValue, NumberValue } from './literals.ts';

/** The syntax tree of a Python 2.7 file, as far as configurations need it. Offsets are byte offsets, lines 1-based. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

export type Expression =
  | (Span & { readonly type: 'number'; readonly value: NumberValue })
  /** Adjacent literals joined. */
  | (Span & { readonly type: 'string'; readonly value: LiteralValue })
  | (Span & { readonly type: 'name'; readonly name: string })
  | (Span & { readonly type: 'tuple' | 'list' | 'set'; readonly items: readonly Expression[] })
  | (Span & { readonly type: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] })
  | (Span & { readonly type: 'attribute'; readonly object: Expression; readonly name: string })
  | (Span & { readonly type: 'index'; readonly object: Expression; readonly index: Expression })
  | (Span & {
      readonly type: 'slice';
      readonly object: Expression;
      readonly bounds: readonly (Expression | null)[];
    })
  | (Span & { readonly type: 'call'; readonly callee: Expression; readonly arguments: readonly Argument[] })
  | (Span & {
      readonly type: 'unary';
      readonly operator: '+' | '-' | '~' | 'not';
      readonly operand: Expression;
    })
  /** Binary operators of one rank, read from left to right: flat, so that a long sum is not a deep tree. */
  | (Span & {
      readonly type: 'binary';
      readonly first: Expression;
      readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
    })
  | (Span & {
      readonly type: 'logical';
      readonly operator: 'and' | 'or';
      readonly operands: readonly Expression[];
    })
  | (Span & {
      readonly type: 'comparison';
      readonly first: Expression;
      readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
    })
  | (Span & {
      readonly type: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    })
  | (Span & { readonly type: 'lambda'; readonly parameters: readonly string[]; readonly body: Expression })
  /** Understood as syntax, never evaluated; `parts` run all the same, `bound` are names it leaves behind. */
  | (Span & {
      readonly type: 'opaque';
      readonly what: OpaqueKind;
      readonly parts: readonly Expression[];
      readonly bound: readonly Expression[];
    });

/** Named in shared/texts as `why.KIND`. */
export type OpaqueKind =
  'yield' | 'generator' | 'subscript' | 'ellipsis' | 'backquotes' | 'comprehensionValue';

export interface Argument {
  readonly kind: 'positional' | 'keyword' | 'star' | 'double-star';
  readonly name: string | null;
  readonly value: Expression;
}

export interface Block {
  readonly statements: readonly Statement[];
  /** The body stands on the line of its header: `class C(B): x = 1`. */
  readonly inline: boolean;
  /** Offset just after the colon of the header; 0 for a module. */
  readonly headerEnd: number;
}

export interface ImportedName {
  readonly name: string;
  readonly as: string | null;
}

export type Statement = Span &
  (
    | {
        readonly type: 'assign';
        readonly targets: readonly Expression[];
        readonly value: Expression;
        /** The expression with the brackets around it. */
        readonly valueStart: number;
        readonly valueEnd: number;
      }
    | {
        readonly type: 'augmented';
        readonly target: Expression;
        readonly operator: string;
        readonly value: Expression;
      }
    | { readonly type: 'delete'; readonly targets: readonly Expression[] }
    | { readonly type: 'expression'; readonly value: Expression }
    | { readonly type: 'import'; readonly modules: readonly ImportedName[] }
    | {
        readonly type: 'from-import';
        readonly module: string;
        /** Number of leading dots. */
        readonly level: number;
        readonly names: readonly ImportedName[] | '*';
      }
    | {
        readonly type: 'class';
        readonly name: string;
        readonly bases: readonly Expression[];
        readonly body: Block;
        readonly decorated: boolean;
      }
    | {
        readonly type: 'function';
        readonly name: string;
        readonly parameters: readonly string[];
        readonly body: Block;
        readonly decorated: boolean;
      }
    | { readonly type: 'return'; readonly value: Expression | null }
    | {
        readonly type: 'if';
        readonly branches: readonly { readonly test: Expression; readonly body: Block }[];
        readonly otherwise: Block | null;
      }
    | {
        readonly type: 'try';
        readonly body: Block;
        readonly handlers: readonly {
          readonly exception: Expression | null;
          readonly target: Expression | null;
          readonly body: Block;
        }[];
        readonly otherwise: Block | null;
        readonly final: Block | null;
      }
    /** `for`, `while`, `with`: whatever they assign or change is unknown. */
    | {
        readonly type: 'loop';
        readonly targets: readonly Expression[];
        readonly bodies: readonly Block[];
      }
    | { readonly type: 'exec' }
    | { readonly type: 'global'; readonly names: readonly string[] }
    /** `pass`, `print`, `assert`, `raise` …: no effect on options. */
    | { readonly type: 'other'; readonly keyword: string }
  );

/** A statement whose place in the file is not known yet. */
export type BareStatement = Statement extends infer S
  ? S extends unknown
    ? Omit<S, 'start' | 'end' | 'line'>
    : never
  : never;
