"""The SQL of a HINT: cut into statements, and with what it leaves open filled in from the statement that it stands for."""
import re


def statements(sql):
    """The statements of a script, each without its semicolon: quotes, dollar quotes and comments are seen through."""
    found, start, depth = [], 0, 0
    token = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"[^\"]*\"|\$(\w*)\$.*?\$\1\$|\bBEGIN ATOMIC\b|\bEND\b|;", re.S)
    atomic = False
    for match in token.finditer(sql):
        word = match.group()
        if word == 'BEGIN ATOMIC':
            atomic = True
        elif word == 'END' and atomic:
            atomic = False
        elif word == ';' and not atomic:
            found.append(sql[start:match.start()])
            start = match.end()
    found.append(sql[start:])
    bare = [re.sub(r'^(\s*--[^\n]*\n?|\s+)+', '', one) for one in found]
    return [one.rstrip() for one in bare if one.strip()]


def elements(statement):
    """What stands between the outermost parentheses, cut at its commas; None where there are none."""
    start = statement.find('(')
    if start < 0:
        return None
    depth, quoted, cuts = 0, None, [start]
    for place in range(start, len(statement)):
        char = statement[place]
        if quoted:
            quoted = None if char == quoted else quoted
        elif char in '\'"':
            quoted = char
        elif char == '(':
            depth += 1
        elif char == ')':
            depth -= 1
            if depth == 0:
                cuts.append(place)
                break
        elif char == ',' and depth == 1:
            cuts.append(place)
    return [statement[a + 1:b].strip() for a, b in zip(cuts, cuts[1:])]


def name_of(element):
    match = re.match(r'("(?:[^"]|"")*"|[\w$]+)', element)
    if not match:
        return ''
    word = match.group()
    return word if word.startswith('"') else word.lower()


# What a reader has to say for himself, by the rule that leaves it open.
OPEN = {'MG513': 'suppress_redundant_updates_trigger()', 'MG519': 'name', 'MG804': 'CURRENT_USER'}


def rest_of(original):
    """What follows the name in CREATE ... name."""
    return re.sub(r'^\s*CREATE\s+(OR REPLACE\s+)?(\w+\s+)*?(TABLE|VIEW|TYPE|DOMAIN|FUNCTION|PROCEDURE|SEQUENCE|INDEX)\s+'
                  r'(IF NOT EXISTS\s+)?((?:"[^"]*"|[\w$.])+)', '', original, count=1)


def fill_columns(cure, original, told, columns):
    """CREATE TABLE's: the statement's own, but for those that it says anew or that are at fault."""
    said = [re.sub(r'^(--[^\n]*\n\s*)+', '', one) for one in (elements(re.sub(r'^(--[^\n]*\n)+', '', cure)) or [])]
    replaced = {name_of(one) for one in said if one != '...'}
    replaced |= set(re.findall(r'column ("(?:[^"]|"")*"|[\w$]+) of', told.detail))
    rest = [one for one in columns if name_of(one) not in replaced]
    names = {re.match(r'CONSTRAINT (\S+)', one).group(1) for one in said if one.startswith('CONSTRAINT')}
    rest = [one for one in rest if not any(one.startswith(f'CONSTRAINT {name} ') for name in names)]
    # A foreign key that is gone, or that it names, or a key that the column has now.
    if 'in another schema' in told.detail or any(re.match(r'CONSTRAINT \S+ FOREIGN KEY', one) for one in said):
        rest = [one for one in rest if 'FOREIGN KEY' not in one]
    if 'PRIMARY KEY' in cure:
        rest = [one for one in rest if not re.search(r'PRIMARY KEY', one)]
    order = re.search(r'^-- the columns in this order: (.*)$', cure, re.M)
    if order:
        rest.sort(key=lambda one: order.group(1).split(', ').index(name_of(one)))
    text = ', '.join(rest)
    if not text:
        return re.sub(r'\.\.\.,\s*|\(\.\.\.\)$', '', cure, count=1)
    return cure.replace('...', text, 1)


def filled(cure, original, told, columns):
    """The cure with "..." filled in from the statement that it stands for."""
    cure = cure.replace('CHECK (...)', 'CHECK (true)').replace('AS (...) STORED', 'AS (NULL) STORED')
    if re.match(r'-- \w+ .*\.\.\.$', cure):
        original = ' '.join(original.split())
    if told.code in OPEN:
        if cure.startswith('ALTER DEFAULT PRIVILEGES'):
            cure = cure.replace(' ... ', re.search(r'ALTER DEFAULT PRIVILEGES(.*?)GRANT', original, re.S).group(1), 1)
        cure = cure.replace('...', OPEN[told.code])
    if '...' not in cure:
        return cure
    if 'SET search_path' in cure:
        clause = re.search(r'SET search_path = [^.]*?pg_temp', cure).group()
        if 'SECURITY DEFINER' not in original:
            return re.sub(r'\bAS\b', lambda found: f'{clause} {found.group()}', original, count=1)
        return re.sub(r'\bSECURITY DEFINER\b', lambda found: f'{found.group()} {clause}', original, count=1)
    for words in (r'\bAS ', r'\bPARTITION OF ', r'\bSELECT '):
        if re.search(words + r'\.\.\.', cure):
            rest = re.search(words + r'(.*)$', original, re.S).group(1)
            cure = re.sub(f'({words})' + r'\.\.\.', lambda found: found.group(1) + rest, cure, count=1)
    first = re.sub(r'^(--[^\n]*\n|ALTER TYPE [^;]*;\n|BEGIN;\n)*', '', cure)
    if re.match(r'CREATE (FOREIGN )?TABLE\b', first) and '(' in first.split(';')[0]:
        return fill_columns(cure, original, told, columns)
    if re.search(r'CREATE (UNIQUE )?INDEX \S+ ON \S+ \.\.\.', cure):
        rest = re.search(r'\bON\s+\S+\s*(\(.*)$', original, re.S).group(1)
        return cure.replace('...', rest, 1)
    if re.search(r'\.\(?\.\.\.\)? \.\.\.|\(\.\.\.\) \.\.\.', cure):
        return re.sub(r'\(\.\.\.\) \.\.\.', lambda _: rest_of(original), cure, count=1)
    if re.match(r'CREATE (FUNCTION|PROCEDURE)\b', cure):
        return re.sub(r'^.*?;', lambda _: re.sub(r'\bSECURITY DEFINER\b', '', original) + ';', cure, count=1, flags=re.S)
    if re.search(r'\bENUM \(\.\.\.\)|\bAS \(\.\.\.\)|RANGE \(\.\.\.\)', cure):
        return cure.replace('...', ', '.join(elements(original)), 1)
    return cure.replace('...', rest_of(original), 1)


class Migration:
    """A HINT for a transaction that is refused at COMMIT: what runs before it, it itself without what the HINT replaces, and what runs after it."""

    def __init__(self, cure, transaction):
        before = re.split(r'^-- in migrations? of (?:its|their) own before this one, outside a transaction block:\n|^-- in a migration of its own before this one, outside a transaction block:\n', cure, flags=re.M)
        rest = before[-1]
        remarks = re.findall(r'^-- without (?:dropping )?(?:index|constraint) (\S+)$', rest, re.M)
        self.transaction = [one for one in transaction if not any(re.search(r'\b' + re.escape(name) + r'\b', one) for name in remarks)]
        self.before, self.after, inside = [], [], []
        if len(before) > 1:
            own, _, rest = rest.partition('-- then this one')
            self.before = statements(own)
            key = re.match(r', with ADD CONSTRAINT (\S+) \.\.\. NOT VALID', rest)
            self.transaction = [self.without_column(one, key.group(1) if key else None) for one in self.transaction]
            self.transaction = [one for one in self.transaction if one]
        else:
            rest, *after = re.split(r'^-- in a migration of its own, outside a transaction block:$', rest, flags=re.M)
            self.after = statements('\n'.join(after))
            inside = statements(rest)
        for one in inside:
            made = re.match(r'CREATE (?:FOREIGN )?TABLE ((?:"[^"]*"|[\w.])+)|ALTER TABLE \S+ (ADD COLUMN ("[^"]*"|\w+))', one)
            if made:
                name = made.group(2) or made.group(1).split('.')[-1]
                self.transaction = [old for old in self.transaction if not re.search(re.escape(name) + r'\b', old)]
        self.transaction += inside

    @staticmethod
    def without_column(statement, key):
        column = re.match(r'ALTER TABLE (\S+) ADD COLUMN (\S+) (.*)$', statement, re.S)
        if not column:
            return statement
        reference = re.search(r'REFERENCES .*$', column.group(3), re.S)
        if not key or not reference:
            return ''
        return f'ALTER TABLE {column.group(1)} ADD CONSTRAINT {key} FOREIGN KEY ({column.group(2)}) {reference.group()} NOT VALID'
