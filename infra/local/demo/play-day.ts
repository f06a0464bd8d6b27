import { type Company, openCompany, staffedDepartments } from './company.ts';
import { DayClock, zone } from './day-clock.ts';
import { DayLog } from './day-log.ts';
import { DeskClient } from './desk-client.ts';
import { PostOffice } from './post-office.ts';
import { parts } from './scenes.ts';
import type { Screen } from './screen.ts';
import { type DaySummary, showSummary, summarise } from './summary.ts';
import { SupportDay } from './support-day.ts';

interface Place {
  readonly url: string;
  readonly smtpPort: number;
  readonly ownerKey: string;
}

/** A company and its support day, from outside: by SMTP, forms and the API. */
export async function playDay({ url, smtpPort, ownerKey }: Place, screen: Screen): Promise<DaySummary> {
  const desk = new DeskClient(url, ownerKey);
  const clock = await DayClock.open(desk);
  const company = await openCompany(desk);
  introduce(company, screen);
  const post = new PostOffice(smtpPort);
  const log = new DayLog(desk, company, screen);
  const day = new SupportDay({ desk, company, clock, post, log });
  screen.say(`\n${clock.date}, times of ${zone}`);
  for (const { title, scenes } of parts) {
    screen.heading(title);
    for (const [time, act] of scenes) await day.at(time, () => act(day));
  }
  post.close();
  const summary = await summarise(desk, company);
  showSummary(summary, screen);
  return summary;
}

function introduce(company: Company, screen: Screen): void {
  screen.heading('A company');
  screen.table([
    ['department', 'distribution', 'members (maximum load)', 'mailbox'],
    ...staffedDepartments.map(({ name, method, members, mailbox }) => [
      name,
      method,
      members.map(({ agent, maxLoad }) => `${agent} (${maxLoad})`).join(', '),
      mailbox,
    ]),
    ['Front desk', 'none, by To solve', 'Eve', 'mail that no mailbox takes'],
  ]);
  const promises = company.levels.map(
    ({ name, targetMinutes }) => `${name} ${targetMinutes.firstAnswer} minutes`,
  );
  screen.say(`  first answer within: ${promises.join(', ')}, Monday to Friday from 9 to 17`);
}
