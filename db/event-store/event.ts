import type { z } from 'zod';
import type { Instant } from '#lib/clock.ts';
import type { Id } from '#lib/ids.ts';

/** A stream is small and means something: `invoice/<id>`, `reconciliation/<row id>`. */
export type StreamName = { readonly type: string; readonly id: Id };

/**
 * One type of event: its present schema, and the upcasters that lift data of older versions, one step each.
 * `personal` names top-level fields that are sealed with the key of the person whom `subject` names.
 */
export type EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> = {
  readonly type: Type;
  readonly version: number;
  readonly schema: Schema;
  readonly personal: readonly string[];
  readonly subject: ((data: z.output<Schema>, stream: StreamName) => Id) | null;
  /** `upcasters[0]` lifts version 1 to 2, and so on. */
  readonly upcasters: readonly ((data: Record<string, unknown>) => Record<string, unknown>)[];
};

/** Declares an event type. Personal fields need a `subject`, by default the stream's id. */
export function defineEvent<const Type extends string, Schema extends z.ZodType>(definition: {
  type: Type;
  schema: Schema;
  version?: number;
  personal?: readonly (keyof z.output<Schema> & string)[];
  subject?: (data: z.output<Schema>, stream: StreamName) => Id;
  upcasters?: readonly ((data: Record<string, unknown>) => Record<string, unknown>)[];
}): EventDefinition<Type, Schema> {
  const version = definition.version ?? 1;
  const upcasters = definition.upcasters ?? [];
  if (upcasters.length !== version - 1) {
    throw new Error(`${definition.type} is at version ${version} and has ${upcasters.length} upcasters.`);
  }
  const personal = definition.personal ?? [];
  const subject =
    definition.subject ?? (personal.length > 0 ? (_: unknown, stream: StreamName) => stream.id : null);
  return { type: definition.type, version, schema: definition.schema, personal, subject, upcasters };
}

/** The event of a definition, as deciders return it and projectors receive it. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Schema>
    ? { readonly type: Type; readonly data: z.output<Schema> }
    : never;

/** An event that is not recorded yet. */
export type NewEvent = {
  readonly type: string;
  readonly data: unknown;
  /** When it happened, if that was before it is recorded. */
  readonly occurredAt?: Instant;
};

/** Who caused an event, and within which command. `ip` is sealed in the stored form. */
export type EventMetadata = {
  readonly actor: { readonly kind: string; readonly id: string | null };
  readonly userId: Id;
  readonly sessionId: Id | null;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly command: string;
  readonly commandId: Id;
};

export type RecordedEvent<Event extends NewEvent = { type: string; data: unknown }> = Event extends unknown
  ? {
      readonly tenantId: Id;
      readonly position: number;
      readonly stream: StreamName;
      readonly streamVersion: number;
      readonly type: Event['type'];
      readonly schemaVersion: number;
      readonly data: Event['data'];
      readonly metadata: EventMetadata;
      readonly occurredAt: Instant;
      readonly recordedAt: Instant;
      readonly hash: Uint8Array;
    }
  : never;

/** All event types by name. */
export type EventCatalogue = ReadonlyMap<string, EventDefinition>;

export function catalogueOf(definitions: readonly EventDefinition[]): EventCatalogue {
  const catalogue = new Map<string, EventDefinition>();
  for (const definition of definitions) {
    if (catalogue.has(definition.type)) throw new Error(`Two events are called ${definition.type}.`);
    catalogue.set(definition.type, definition);
  }
  return catalogue;
}

/** Narrows recorded events to those of one definition. */
export function eventsOf<Type extends string, Schema extends z.ZodType>(
  events: readonly RecordedEvent[],
  definition: EventDefinition<Type, Schema>,
): RecordedEvent<{ type: Type; data: z.output<Schema> }>[] {
  return events.filter((event) => event.type === definition.type) as never;
}
