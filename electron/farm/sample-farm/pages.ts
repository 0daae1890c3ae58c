/**
 * The pages of the sample farm: our own text, which explains Croft by being used.
 *
 * `{{{users}}}` in the garden's front page is written out by sample-farm.ts, so that the passwords stand in one place.
 */
export interface SamplePages {
  readonly [pageName: string]: string;
}

export const gardenPages = (usersTable: string): SamplePages => ({
  FrontPage: `= The garden wiki =
Welcome. This is one of three small wikis that Croft made for you: this garden, a [[Kitchen:FrontPage|kitchen]] and a [[Workshop:FrontPage|workshop]]. They are a real !MoinMoin 1.9 farm on your disk; nothing here is faked and nothing can break that you could not throw away.

== Who you can be ==
All three wikis share one login. Four people have accounts:

${usersTable}
Log in with the link at the top of the page, look at a few pages, and watch the ''Sessions'' tab in Croft: your session appears there, its trail grows with every page, and it is gone the moment you log out.

== Where to go next ==
 * AboutCroft tells what the program does with a farm.
 * SessionsExplained says what a session holds and how long it lives.
 * SwitchingUsers shows how !AdminUser becomes somebody else, and comes back.
 * MarkupShowcase has one example of everything a page can hold.
 * PlantList, CompostDiary and SandBox are ordinary pages. Change them.
`,
  AboutCroft: `= About Croft =
Croft opens a wiki farm where it lies, runs its wikis on this computer and never starts Python for it. The configuration files are read, not executed; what Croft writes, !MoinMoin 1.9 reads, and both may serve the same farm at the same time.

 Overview:: every wiki with its address, its state and the people logged in
 Sessions:: all live sessions of the farm, as the files change
 Options:: what each session option is, where that is written, and what a change would do
 Sharing:: which wikis share a login, and why
 Users:: the accounts, and the door to becoming one of them
 Log:: requests and errors

The farm is an ordinary folder. Copy it, put it under version control, serve it with the original: it stays a !MoinMoin farm.

See also: SessionsExplained, SwitchingUsers
`,
  SessionsExplained: `= Sessions, in plain words =
When you log in, the wiki makes a small file and gives your browser a cookie with the name of that file. That is all a session is.

== What is in it ==
|| '''key''' || '''meaning''' ||
|| \`user.id\` || whose session it is ||
|| \`user.auth_method\` || how that person logged in ||
|| \`setuid\` || whom a superuser is being right now ||
|| \`trail\` || the last pages you looked at ||
|| \`expires\` || when the server forgets it ||
|| anything else || whatever a macro keeps in \`request.session\` ||

== How long it lives ==
The option \`cookie_lifetime\` has two numbers, both in hours: one for visitors, one for people who are logged in. This farm says \`(0, 12)\`:

 1. Visitors have no session at all.
 1. Somebody logged in is remembered for twelve hours after the last page.
 1. Somebody with ''remember me'' in the settings stays logged in for ten years.

!MaxSample has ''remember me'' switched off, so that you can see the difference in the table.

== Try it ==
Open the ''Options'' tab, set the second number of \`cookie_lifetime\` to 1, look at the difference that Croft shows you, and apply it. Load any page as !MaxSample: the session now ends in one hour. No restart was needed.
`,
  SwitchingUsers: `= Being somebody else for a while =
A superuser can look at the wiki with another person's eyes: their rights, their settings, their trail. !AdminUser is the superuser of this farm.

== From the window ==
Choose ''Become…'' next to a person in the ''Users'' tab. A new window opens that is that person; your own session in your own browser is not touched. The amber bar says who is who, and ''Return'' ends it.

== From the wiki ==
Log in as !AdminUser, open ''Settings'', then ''Switch user''. ''Logout'' brings you back to !AdminUser, a second ''Logout'' really logs out.

Every session that is switched is marked, in the table and in the audit history.
`,
  MarkupShowcase: `= Everything a page can hold =
<<TableOfContents>>

== Words ==
''Emphasis'', '''strong''', '''''both''''', __underlined__, \`typewriter\`, ^super^script, ,,sub,,script, --(struck out)--, ~-small-~ and ~+big+~.

== Links ==
A WikiName such as PlantList is a link by itself; !NotThisOne is not. [[SandBox|Any text]] may be one, a page of the [[Kitchen:TomatoSoup|other wiki]] too, and so may an address: https://www.example.org/. A page that does not exist yet looks different: [[A page nobody wrote]].

== Lists ==
 * beans
 * tomatoes
   * the small yellow ones
   * the heavy red ones
 * marigolds

 1. dig
 1. sow
 1. wait

 Mulch:: what keeps the soil moist
 Tilth:: what a good soil crumbles into

== A table ==
||<tablewidth="60%" rowbgcolor="#e8f3e4"> '''month''' || '''sow''' || '''harvest''' ||
|| March || peas || leeks ||
|| May || beans || radishes ||
||<-2> June, July || everything ||

== Code ==
{{{
nothing ''in here'' is read as markup
}}}

{{{#!highlight python
def water(bed, litres=5):
    return bed.moisture + litres / bed.area
}}}

----
And a rule above this line.
`,
  PlantList: `= What grows where =
|| '''plant''' || '''bed''' || '''sown''' ||
|| Broad beans || north || February ||
|| Tomatoes || glass house || March ||
|| Courgettes || compost heap || May ||
|| Marigolds || everywhere || April ||

Recipes for most of it are in the [[Kitchen:FrontPage|kitchen]].
----
CategoryGarden
`,
  CompostDiary: `= Compost diary =
 * Week 1: straw, coffee, the last of the leaves.
 * Week 3: it is warm. Turned it once.
 * Week 6: smells of forest.

-- !CarolSample
----
CategoryGarden
`,
  SandBox: `= Sand box =
Change whatever you like here, then look into the ''Info'' of this page: every version is kept.
`,
  CategoryGarden: `Pages about the garden:

<<FullSearch(category:CategoryGarden)>>
----
CategoryCategory
`,
});

export const kitchenPages: SamplePages = {
  FrontPage: `= The kitchen wiki =
What becomes of the garden. You are logged in here as soon as you are logged in [[Garden:FrontPage|there]]: both wikis use the same cookie, the same session folder and the same accounts. The ''Sharing'' tab of Croft explains it step by step.

 * TomatoSoup
 * SourdoughBread
`,
  TomatoSoup: `= Tomato soup =
 1. Roast a tray of tomatoes with an onion and a head of garlic.
 1. Add broth, blend, season.
 1. Eat with SourdoughBread.

The tomatoes are from the [[Garden:PlantList|glass house]].
`,
  SourdoughBread: `= Sourdough bread =
|| flour || 500 g ||
|| water || 350 g ||
|| starter || 100 g ||
|| salt || 10 g ||

Mix, fold, wait a night, bake hot.
`,
};

export const workshopPages: SamplePages = {
  FrontPage: `= The workshop wiki =
Where the tools live. Only people with an account may change these pages; everybody may read them.

 * ToolList
 * BirdhousePlan
`,
  ToolList: `#acl JoeDoe:read,write,revert AdminUser:read,write,delete,revert,admin All:read
= Tools =
Only !JoeDoe lends them out, so only !JoeDoe (and !AdminUser) may change this page. Log in as !CarolSample to see what the wiki says to everybody else.

 * spade, two of them
 * pruning saw
 * the good ladder
`,
  BirdhousePlan: `= A house for tits =
 Floor:: 12 × 12 cm
 Hole:: 28 mm, for blue tits
 Height:: 20 cm from the floor to the hole

{{{
   /\\
  /  \\
 |  o |
 |____|
}}}
`,
};
