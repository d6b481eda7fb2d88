"""Runs what a HINT says: each statement that the guard tells of is answered with SQL that would pass, and that SQL must.

    hints.py DSN COMMAND...     COMMAND: pages FOLDER (the fences under Refused), cases FILE...,
                                         profile NAME FOLDER SETUP FILE... (the pages of the rules that it has on, and its cases)

A case is a block of statements; each of them that is told of with SQL in its HINT is one test. The statements before it make the
state in which that SQL runs, with the guard as it is: it must run, no message of warn or above may come, and audit() must find no more
of that rule than before the statement. "..." stands for the rest of the refused statement, and is filled in from it.

With the page's rule at error, each statement that is refused is one test more: what last_refusal() returns runs in its place as
one message, and nothing at all is told of it. The HINT ends by naming the function if it returns more than the HINT shows.
"""
import re
import sys
from pathlib import Path

import psycopg2

from scripts import Migration, filled, elements, statements

EMPTY = """
SET mana_guard.enabled = off;
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT pubname AS name FROM pg_publication LOOP EXECUTE format('DROP PUBLICATION %I', one.name); END LOOP;
    FOR one IN SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$|^mana_guard$' LOOP
        EXECUTE format('DROP SCHEMA %I CASCADE', one.name);
    END LOOP;
    FOR one IN SELECT extname AS name FROM pg_extension WHERE extname NOT IN ('plpgsql', 'mana_guard') LOOP
        EXECUTE format('DROP EXTENSION %I CASCADE', one.name);
    END LOOP;
    FOR one IN SELECT evtname AS name FROM pg_event_trigger WHERE evtname !~ '^mana_guard' LOOP
        EXECUTE format('DROP EVENT TRIGGER %I', one.name);
    END LOOP;
END $$;
CREATE SCHEMA public AUTHORIZATION pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
DELETE FROM mana_guard.policy; DELETE FROM mana_guard.active_profile; DELETE FROM mana_guard.exemptions; DELETE FROM mana_guard.service_schemas; DELETE FROM mana_guard.deprecations;
"""
ADVICE = re.compile(r'^In \w+:$|^See |^SELECT mana_guard\.last_refusal')
HEADINGS = ('This would pass:', 'Write instead:', 'Add:', 'For the other findings, write:')


class Told:
    """One message of the guard."""

    def __init__(self, severity, code, primary, detail, hint):
        self.severity, self.code, self.primary, self.detail = severity, code, primary, detail or ''
        lines = (hint or '').split('\n')
        self.heading = lines[0] if lines[0] in HEADINGS else ''
        sql = []
        for line in lines[1:] if self.heading else []:
            if ADVICE.match(line):
                break
            sql.append(line)
        self.cure = '\n'.join(sql)
        self.mends_all = self.heading != 'For the other findings, write:'
        self.names_whole = lines[-1].startswith('SELECT mana_guard.last_refusal()')
        self.codes = set(re.findall(r'^(MG\w{3}) ', self.detail, re.M)) | {code}

    def __str__(self):
        return f'{self.severity} {self.code} {self.primary}'


class Session:
    def __init__(self, dsn):
        self.connection = psycopg2.connect(dsn)
        self.connection.autocommit = True
        self.cursor = self.connection.cursor()
        self.cursor.execute("SET client_min_messages = warning; SET log_min_messages = fatal")

    def close(self):
        self.connection.close()

    def run(self, statement):
        """What the guard told of it, and an error of PostgreSQL's own or None."""
        del self.connection.notices[:]
        error, told = None, []
        try:
            self.cursor.execute(statement)
        except psycopg2.Error as raised:
            if (raised.pgcode or '').startswith('MG'):
                diag = raised.diag
                told.append(Told('ERROR', raised.pgcode, diag.message_primary, diag.message_detail, diag.message_hint))
            elif not (raised.pgcode == '42710' and statement.startswith('CREATE ROLE')):
                error = str(raised).strip()
        for notice in self.connection.notices:
            told.extend(self.warning(notice))
        return told, error

    def warning(self, text):
        match = re.match(r'WARNING:  (?:(MG\w{3}): )?(.*?)(?:\nDETAIL:  (.*?))?(?:\nHINT:  (.*?))?\n?$', text, re.S)
        if not match:
            return []
        detail = match.group(3) or ''
        code = re.match(r'(MG\w{3}) ', detail)
        if not code:
            return []
        return [Told('WARNING', code.group(1), match.group(2), detail, match.group(4))]

    def value(self, query, *args):
        self.cursor.execute(query, args)
        return self.cursor.fetchone()[0]


def may_be_run_again(cure):
    """Whether the HINT says what to do with the transaction as it is: it doesn't leave open what a statement of it should be."""
    says_what = re.search(r'^(?!--)', cure, re.M) or re.search(r'^-- without (dropping )?(index|constraint) ', cure, re.M)
    return bool(says_what) and not re.search(r'CREATE (FOREIGN )?TABLE|^BEGIN', cure)


class Runner:
    def __init__(self, dsn):
        self.dsn = dsn
        self.session = None
        self.passed = self.failed = self.known = 0
        self.codes = set()
        session = Session(dsn)
        session.cursor.execute('SELECT rolname FROM pg_roles')
        self.roles = {name for name, in session.cursor.fetchall()}
        session.cursor.execute('SELECT datname FROM pg_database')
        self.databases = {name for name, in session.cursor.fetchall()}
        session.close()

    def empty(self):
        if self.session:
            self.session.close()
        self.session = Session(self.dsn)
        self.session.cursor.execute(EMPTY)
        self.session.cursor.execute("SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper")
        for statement, in self.session.cursor.fetchall():
            self.session.cursor.execute(statement)
        # What is the whole cluster's goes where a case has made it.
        self.session.cursor.execute("SELECT rolname, format('DROP OWNED BY %1$I; DROP ROLE %1$I', rolname) FROM pg_roles")
        for role, statement in self.session.cursor.fetchall():
            if role not in self.roles:
                self.session.cursor.execute(statement)
        self.session.cursor.execute("SELECT datname, format('DROP DATABASE %I', datname) FROM pg_database")
        for database, statement in self.session.cursor.fetchall():
            if database not in self.databases:
                self.session.cursor.execute(statement)
        self.session.cursor.execute("SELECT format('DROP TABLESPACE %I', spcname) FROM pg_tablespace WHERE spcname !~ '^pg_'")
        for statement, in self.session.cursor.fetchall():
            self.session.cursor.execute(statement)
        self.session.close()
        self.session = Session(self.dsn)

    def found(self, code):
        return self.session.value('SELECT count(*) FROM mana_guard.audit() WHERE code = %s AND NOT exempt', code)

    def prepare(self, before):
        self.session.cursor.execute('SET mana_guard.enabled = off')
        roles = [one for one in before if re.match(r'(RE)?SET (LOCAL )?(SESSION AUTHORIZATION|ROLE)\b', one, re.I)]
        for statement in before:
            if statement in roles:
                continue
            if 'mana_guard.enabled' in statement:
                continue
            try:
                self.session.cursor.execute(statement)
            except psycopg2.Error as raised:
                raise SystemExit(f'{statement}\n{raised}')
        for statement in ['RESET mana_guard.enabled'] + roles:
            self.session.cursor.execute(statement)

    def case(self, name, block, policy=(), may_fail=False):
        self.empty()
        tests, messages, done, begin, transaction = [], [], [], None, 0
        for statement in policy:
            self.session.run(statement)
        for statement in block:
            ends = re.match(r'(COMMIT|ROLLBACK|END)\b(?! TO)', statement, re.I)
            if re.match(r'(BEGIN|START TRANSACTION)\b', statement, re.I):
                begin = len(done)
            transaction += begin is None
            told, error = self.session.run(statement)
            messages.extend((transaction, one) for one in told)
            if error and may_fail:
                break
            if error and 'current transaction is aborted' not in error:
                self.fail(name, statement, f'PostgreSQL: {error}')
                return
            tests.extend((list(done), begin, transaction, statement, one) for one in told if one.cure)
            self.codes |= {code for one in told for code in one.codes}
            if ends and begin is not None and (error or any(one.severity == 'ERROR' for one in told)):
                del done[begin:]
            elif not error and not any(one.severity == 'ERROR' for one in told):
                done.append(statement)
            begin = None if ends else begin
        for before, begin, transaction, statement, told in tests:
            # What another message says of the same transaction is to be mended by that one's HINT.
            beside = {code for of, one in messages if of == transaction and one is not told for code in one.codes} if may_fail else None
            self.test(name, before, begin, statement, told, policy, beside)

    def wholes(self, name, block, policy=(), least=0):
        """What last_refusal() returns, for the statements of the block that are refused; `least` of them must have it."""
        done, known, in_block, passes = [], 0, False, True
        for statement in block:
            in_block = in_block and not re.match(r'(COMMIT|ROLLBACK|END)\b(?! TO)', statement, re.I)
            in_block = in_block or bool(re.match(r'(BEGIN|START TRANSACTION)\b', statement, re.I))
            if not in_block and not re.match(r'COMMIT|ROLLBACK|END\b|SET|RESET', statement, re.I):
                passes, returned = self.whole(name, done, statement, policy)
                known += returned
            if in_block or passes:
                done.append(statement)
        self.known += known
        if known < least:
            self.fail(name, '; '.join(block), f'last_refusal() returned {known} statements instead of {least}')

    def whole(self, name, before, statement, policy):
        """Whether the statement passes, and whether last_refusal() returns something that does."""
        self.empty()
        for one in policy:
            self.session.run(one)
        self.prepare(['CREATE SCHEMA IF NOT EXISTS your_service'] + [one for one in before if not re.match(r'(BEGIN|START|COMMIT|ROLLBACK|END)\b', one, re.I)])
        told, error = self.session.run(statement)
        refusals = [one for one in told if one.severity == 'ERROR']
        if error or not refusals:
            return not error, False
        whole = self.session.value('SELECT mana_guard.last_refusal()')
        if refusals[0].names_whole != (whole is not None and whole != refusals[0].cure):
            self.fail(name, statement, f'{refusals[0]}\nnames last_refusal(), which returns {whole}')
            return False, False
        if whole is None:
            return False, False
        # A message of several statements is a transaction.
        for one in statements(whole) if re.search(r'CONCURRENTLY|^-- ', whole, re.M) else [whole]:
            said, error = self.session.run(one)
            if error or said:
                self.fail(name, statement, f'{refusals[0]}\nlast_refusal():\n{whole}\nfails: {error}, is told: ' + '; '.join(map(str, said)))
                return False, False
        self.passed += 1
        return False, True

    def profile(self, name, folder, setup, files):
        """The HINTs of the pages and the cases under a profile, whose rules speak of what another's HINT makes."""
        policy = [f"SELECT mana_guard.use_profiles(string_to_array('{name}', '+'))"]
        self.empty()
        self.session.run(policy[0])
        self.session.cursor.execute("SELECT name FROM mana_guard.rules WHERE in_force IN ('warn', 'error')")
        rules = {rule for rule, in self.session.cursor.fetchall()}
        for page in sorted(folder.rglob('*.md')):
            for line, sql in fences(page) if page.stem in rules else []:
                self.case(f'{name}: {page.stem}, line {line}', statements(sql), policy, may_fail=True)
        before = ['SET mana_guard.enabled = off'] + [one for one in statements(setup.read_text()) if not re.match('SET|DELETE|DROP|CREATE SCHEMA public|GRANT USAGE ON SCHEMA public', one)]
        for path in files:
            for block in re.split(r'^--- ', path.read_text(), flags=re.M)[1:]:
                head, _, sql = block.partition('\n')
                self.case(f'{name}: {head}', before + ['RESET mana_guard.enabled'] + statements(sql), policy, may_fail=True)

    def columns_of(self, original):
        """The elements of CREATE TABLE or, of one from a query, what it makes."""
        if not re.match(r'CREATE (FOREIGN )?TABLE\b[^(]*\bAS\b', original, re.I):
            return elements(original) or []
        with self.session.connection.cursor() as cursor:
            cursor.execute('BEGIN; SET LOCAL ROLE NONE; SET LOCAL mana_guard.enabled = off; SAVEPOINT made')
            cursor.execute(original)
            table = re.search(r'TABLE\s+((?:"[^"]*"|[\w.])+)', original, re.I).group(1)
            cursor.execute("SELECT quote_ident(attname) || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute"
                           " WHERE attrelid = %s::regclass AND attnum > 0", (table,))
            columns = [row[0] for row in cursor.fetchall()]
            cursor.execute('ROLLBACK')
        keys = {'id integer': 'id bigint PRIMARY KEY', 'id uuid': 'id uuid PRIMARY KEY DEFAULT gen_random_uuid()'}
        return [keys.get(one, one) for one in columns]

    def test(self, name, before, begin, statement, told, policy, beside):
        """One HINT: `before` are the statements that stand before the one that was told of, from `begin` on in its transaction."""
        self.empty()
        for one in policy:
            self.session.run(one)
        cure, original, follows = told.cure, statement, told.heading == 'Add:'
        at_commit = re.match(r'(COMMIT|END)\b', statement, re.I)
        if at_commit and told.severity == 'ERROR' and begin is not None and may_be_run_again(cure):
            self.migration(name, before[:begin], before[begin + 1:], told)
            return
        if at_commit and told.codes & {'MG703', 'MG704'}:
            before = [one for one in before if ' RENAME ' not in one]
        outside = 'CONCURRENTLY' in cure or cure.startswith(('BEGIN', '-- in a transaction of its own'))
        if at_commit and not follows:
            made = re.search(r'\btable ((?:"[^"]*"|[\w.])+)', told.primary) if re.search(r'CREATE (FOREIGN )?TABLE', cure) else None
            if made:
                pattern = re.compile(r'CREATE (FOREIGN )?TABLE (IF NOT EXISTS )?(\w+\.)?' + re.escape(made.group(1).split('.')[-1]) + r'\b', re.I)
                originals = [one for one in before if pattern.match(one)]
                original = originals[0] if originals else statement
                before = [one for one in before if one is not original and not re.search(r'\b' + re.escape(made.group(1)) + r'\b', one)]
        self.prepare(before + ([statement] if follows else []))
        if 'your_service' in cure:
            self.session.cursor.execute('CREATE SCHEMA IF NOT EXISTS your_service')
        if begin is not None and not follows and outside and not cure.startswith('COMMIT;'):
            self.session.cursor.execute('COMMIT')
        count = {} if begin is not None else {code: self.found(code) for code in told.codes}
        if begin is not None and not follows:
            cure = re.sub(r'^-- then, after COMMIT:', 'COMMIT;', cure, flags=re.M)
            validated = re.match(r'ALTER TABLE \S+ VALIDATE CONSTRAINT (\S+)', statement)
            if validated and 'ADD CONSTRAINT' in cure:
                self.session.cursor.execute('SET mana_guard.enabled = off')
                self.session.cursor.execute(statement.replace('VALIDATE', 'DROP'))
                self.session.cursor.execute('RESET mana_guard.enabled')
        script = filled(cure, original, told, self.columns_of(original) if 'CREATE' in cure and not follows else [])
        if '-- then this statement' in cure:
            script += f'\n;{statement}'
        if begin is not None and not follows and not outside:
            script += '\n;COMMIT'
        # What the statement's other messages say, or the rest of its transaction would put right.
        others = set(beside or ())
        # The statement that follows may make the index or the key: until then its lack is told of a step milder.
        if beside is not None and re.match(r'CREATE TABLE\b', original, re.I):
            others |= {'MG501', 'MG503'}
        elif beside is not None and '\nCREATE INDEX' in cure:
            others.add('MG503')
        if re.match(r'CREATE TABLE\b[^(]*\bAS\b', original, re.I):
            others |= {'MG302', 'MG501'}
        elif begin is not None:
            others |= {'MG501', 'MG503', 'MG504'}
        # One of its findings remains.
        if not told.mends_all:
            others |= told.codes
        # The statement itself is as it was.
        may_only_repeat = '-- then this statement' in cure and policy
        for one in statements(script):
            self.said, error = self.session.run(one)
            said = [message for message in self.said if not message.codes <= others]
            if may_only_repeat:
                said = [message for message in said if told.code in message.codes]
            if error:
                self.fail(name, statement, f'{told}\nsays:\n{script}\nfails: {error}')
                return
            if said or not told.mends_all and any(told.codes <= message.codes for message in self.said):
                self.fail(name, statement, f'{told}\nsays:\n{script}\nis told of itself: ' + '; '.join(map(str, said or self.said)))
                return
        for code, number in count.items():
            now = self.found(code)
            if told.mends_all and now > number or follows and code == told.code and now == number > 0:
                self.fail(name, statement, f'{told}\nsays:\n{script}\nleaves {code}: {now} findings, {number} before')
                return
        self.passed += 1

    def migration(self, name, before, transaction, told):
        """The HINT of a refused transaction, which is undone: it runs again as the HINT says."""
        self.prepare(before)
        migration = Migration(filled(told.cure, 'COMMIT', told, []), transaction)
        # These views take the place of the rename.
        if told.codes & {'MG703', 'MG704'}:
            migration.transaction = [one for one in migration.transaction if ' RENAME ' not in one]
        parts = [(migration.before, False), (['BEGIN'] + migration.transaction + ['COMMIT'], True), (migration.after, False)]
        for part, is_transaction in parts:
            for one in part:
                said, error = self.session.run(one)
                # What its statements are told of was told before, and one that needs another is told of until that runs.
                told_again = [] if is_transaction else [message for message in said if not message.codes <= {'MG503', 'MG504'}]
                refused = [message for message in said if message.severity == 'ERROR' and (told.mends_all or not message.codes <= told.codes)]
                if error or refused or told_again:
                    self.fail(name, 'COMMIT', f'{told}\nsays:\n{told.cure}\n{one}\nfails: {error}, is told: ' + '; '.join(map(str, said)))
                    return
        for code in told.codes:
            now = self.found(code)
            if told.mends_all and now:
                self.fail(name, 'COMMIT', f'{told}\nsays:\n{told.cure}\nleaves {code}: {now} findings')
                return
        self.passed += 1

    def fail(self, name, statement, why):
        self.failed += 1
        print(f'not ok: {name}: {statement}\n    ' + why.replace('\n', '\n    '))


def fences(page):
    """The fences under Refused, each with its line."""
    heading, fence, line = '', None, 0
    for number, text in enumerate(page.read_text().split('\n'), 1):
        if text.startswith('```'):
            if fence is not None:
                yield line, '\n'.join(fence)
                fence = None
            elif text == '```sql' and heading == 'Refused':
                fence, line = [], number
        elif text.startswith('## '):
            heading = text[3:]
        elif fence is not None:
            fence.append(text)


def main(dsn, command, *paths):
    runner = Runner(dsn)
    if command == 'pages':
        for page in sorted(path for one in paths for path in Path(one).rglob('*.md')):
            if page.stem == 'README':
                continue
            severity = None
            for line, sql in fences(page):
                if severity is None:
                    runner.empty()
                    severity = runner.session.value('SELECT severity FROM mana_guard.rules WHERE name = %s', page.stem)
                policy = [] if severity in ('warn', 'error') else [f"SELECT mana_guard.set_rule('{page.stem}', 'warn')"]
                strict = [f"SELECT mana_guard.set_rule('{page.stem}', 'error')"]
                runner.case(f'{page.stem}, line {line}', statements(sql), policy)
                if re.search(r'^BEGIN\b', sql, re.M):
                    runner.case(f'{page.stem} at error, line {line}', statements(sql), strict)
                runner.wholes(f'{page.stem}, line {line}', statements(sql), strict)
    elif command == 'profile':
        name, folder, setup, *files = paths
        runner.profile(name, Path(folder), Path(setup), map(Path, files))
    else:
        for path in map(Path, paths):
            for block in re.split(r'^-- @ ', path.read_text(), flags=re.M)[1:]:
                name, _, sql = block.partition('\n')
                if path.stem != 'wholes':
                    runner.case(f'{path.stem}, {name}', statements(sql))
                # In a transaction that is refused at COMMIT each statement passes.
                if path.stem != 'transactions':
                    runner.wholes(f'{path.stem}, {name}', statements(sql), least=int(path.stem == 'wholes'))
    runner.empty()
    print(f'# last_refusal() returned {runner.known} statements')
    print(f'hints: {runner.passed} passed, {runner.failed} failed')
    return runner.failed > 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
