import type { Sentence } from '../../../shared/texts/sentence.ts';
import type { Binding, ClassValue, FunctionValue, ModuleValue, Value } from './values.ts';

/** Where names are looked up: the body of a class in front of its module. */
export interface Scope {
  readonly module: ModuleValue;
  readonly names: Map<string, Binding>;
  /** `from __future__ import division`. */
  readonly trueDivision: boolean;
  /** The class whose body this is. */
  readonly owner?: ClassValue;
}

/** What evaluation needs from whoever runs the files. */
export interface Runner {
  /** The config folder, one character per byte. */
  readonly directory: string;
  /** Counts work; throws TooMuchWork when it gets too much. */
  step(): void;
  /** A function of the config folder is called: what its body may change becomes unknown. */
  called(target: FunctionValue): void;
  /** Any name of this class or module may have another value from the statement on that runs now. */
  blur(target: ClassValue | ModuleValue, why: Sentence): void;
  /** The statement that runs now. */
  readonly place: { readonly module: ModuleValue; readonly line: number };
  /** A submodule of a package in the config folder, if there is one. */
  submodule(module: ModuleValue, name: string): Value | null;
  /** MoinMoin's default class for its path; anything else as it is. */
  resolve(value: Value): Value;
}
