import { describe, expect, it } from 'vitest';
import { aRule } from '#test/support/rules.ts';
import { addTag, aRuleWorld, note } from './rule-worlds.ts';

describe('an event', () => {
  it('has its effect once, told twice, at once, and by two at the same time', async () => {
    const world = aRuleWorld([aRule({ actions: [note('Look.'), addTag('seen')] })]);

    await Promise.all([world.tell(), world.tell()]);
    await world.tell();

    expect(world.kinds()).toEqual(['rule.applied', 'note.added', 'ticket.tagged']);
  });

  it('has its effect once when the function ends between deciding and saving', async () => {
    const world = aRuleWorld([aRule({ actions: [note('Look.')] })]);
    const save = world.tickets.save.bind(world.tickets);
    world.tickets.save = async () => {
      throw new Error('ended');
    };
    await expect(world.tell()).rejects.toThrow('ended');
    expect(world.entries()).toEqual([]);
    world.tickets.save = save;

    await world.tell();
    await world.tell();

    expect(world.kinds()).toEqual(['rule.applied', 'note.added']);
  });

  it('has its effect once when the function ends between saving and saying so', async () => {
    const world = aRuleWorld([aRule({ actions: [note('Look.')] })]);
    const save = world.tickets.save.bind(world.tickets);
    world.tickets.save = async (...change) => {
      await save(...change);
      throw new Error('ended');
    };
    await expect(world.tell()).rejects.toThrow('ended');
    world.tickets.save = save;

    await world.tell();

    expect(world.kinds()).toEqual(['rule.applied', 'note.added']);
  });

  it('is told to another system once by each webhook, also by those that had to wait', async () => {
    const hook = {
      type: 'webhook',
      url: 'https://hooks.example.com/',
      secret: null,
      method: 'POST',
    } as const;
    const world = aRuleWorld([aRule({ actions: [note('One.'), hook, note('Two.'), hook, hook] })]);
    const ids = () => [...world.tickets.deliveries.byId.keys()];

    await Promise.all([world.tell(), world.tell()]);
    expect(ids()).toHaveLength(1);
    await world.settle();
    await world.tell();
    await world.settle();

    expect(ids()).toHaveLength(3);
    expect(new Set(ids().map((id) => id.slice(0, -1))).size).toBe(1);
    expect(ids().map((id) => id.at(-1))).toEqual(['1', '3', '4']);
    expect(world.kinds().filter((kind) => kind === 'rule.acted')).toHaveLength(3);
  });

  it('has its effect after a later one too', async () => {
    const world = aRuleWorld([
      aRule({ id: 'rul_tagged', trigger: 'ticket.tagged', actions: [note('Tagged.')] }),
      aRule({ actions: [note('Made.')] }),
    ]);

    await world.tell({ id: 'ent_later', trigger: 'ticket.tagged' });
    await world.tell({ id: 'ent_earlier' });
    await world.tell({ id: 'ent_later', trigger: 'ticket.tagged' });

    expect(world.tickets.messages.slice(1).map(({ body }) => body)).toEqual(['Tagged.', 'Made.']);
  });

  it('is decided anew when somebody else changed the ticket meanwhile', async () => {
    const world = aRuleWorld([aRule({ actions: [addTag('mine')] })]);
    const save = world.tickets.save.bind(world.tickets);
    let others = 1;
    world.tickets.save = async (change, alongside) => {
      if (others-- > 0) {
        const ticket = world.ticket();
        world.tickets.ticketById.set(ticket.id, { ...ticket, version: ticket.version + 1, tags: ['theirs'] });
      }
      return save(change, alongside);
    };

    await world.tell();

    expect(world.ticket().tags).toEqual(['theirs', 'mine']);
  });
});
