"""A database in OMOP CDM 5.4, as a script that makes it: the tables and columns that are read, and a
register of the concepts that occur. `person_source_value` holds the id that the test knows."""

# Of each table the columns that are filled; the CDM has more, which nothing reads.
TABLES = {
    "person": "person_id INTEGER, gender_concept_id INTEGER, year_of_birth INTEGER, "
              "month_of_birth INTEGER, day_of_birth INTEGER, person_source_value TEXT",
    "observation_period": "observation_period_id INTEGER, person_id INTEGER, "
                          "observation_period_start_date DATE, observation_period_end_date DATE",
    "death": "person_id INTEGER, death_date DATE",
    "visit_occurrence": "visit_occurrence_id INTEGER, person_id INTEGER, visit_concept_id INTEGER, "
                        "visit_start_date DATE, visit_end_date DATE, visit_source_value TEXT, "
                        "visit_source_concept_id INTEGER",
    "condition_occurrence": "condition_occurrence_id INTEGER, person_id INTEGER, "
                            "condition_concept_id INTEGER, condition_start_date DATE, "
                            "condition_end_date DATE, condition_status_concept_id INTEGER, "
                            "condition_source_value TEXT, condition_source_concept_id INTEGER, "
                            "condition_status_source_value TEXT",
    "drug_exposure": "drug_exposure_id INTEGER, person_id INTEGER, drug_concept_id INTEGER, "
                     "drug_exposure_start_date DATE, drug_exposure_end_date DATE, "
                     "verbatim_end_date DATE, drug_type_concept_id INTEGER, stop_reason TEXT, "
                     "drug_source_value TEXT, drug_source_concept_id INTEGER",
    "procedure_occurrence": "procedure_occurrence_id INTEGER, person_id INTEGER, "
                            "procedure_concept_id INTEGER, procedure_date DATE, "
                            "procedure_end_date DATE, procedure_type_concept_id INTEGER, "
                            "procedure_source_value TEXT, procedure_source_concept_id INTEGER",
    "measurement": "measurement_id INTEGER, person_id INTEGER, measurement_concept_id INTEGER, "
                   "measurement_date DATE, measurement_datetime TIMESTAMP, "
                   "operator_concept_id INTEGER, value_as_number {number}, "
                   "value_as_concept_id INTEGER, unit_concept_id INTEGER, range_low {number}, "
                   "range_high {number}, measurement_source_value TEXT, "
                   "measurement_source_concept_id INTEGER, unit_source_value TEXT, "
                   "value_source_value TEXT",
    "observation": "observation_id INTEGER, person_id INTEGER, observation_concept_id INTEGER, "
                   "observation_date DATE, observation_datetime TIMESTAMP, "
                   "value_as_number {number}, value_as_string TEXT, value_as_concept_id INTEGER, "
                   "unit_concept_id INTEGER, observation_source_value TEXT, "
                   "observation_source_concept_id INTEGER, unit_source_value TEXT, "
                   "value_source_value TEXT",
    "concept": "concept_id INTEGER, concept_name TEXT, vocabulary_id TEXT, concept_code TEXT",
    "concept_ancestor": "ancestor_concept_id INTEGER, descendant_concept_id INTEGER, "
                        "min_levels_of_separation INTEGER, max_levels_of_separation INTEGER",
}
# Concepts whose ids the CDM itself names.
FIXED = {0: ("None", "No matching concept", "No matching concept"),
         8507: ("Gender", "M", "MALE"), 8532: ("Gender", "F", "FEMALE"),
         9201: ("Visit", "IP", "Inpatient Visit"), 9202: ("Visit", "OP", "Outpatient Visit"),
         9203: ("Visit", "ER", "Emergency Room Visit"),
         32906: ("Condition Status", "OMOP4976965", "Resolved condition")}
OPERATORS = {"<": 4171756, "<=": 4171754, "=": 4172703, ">": 4172704, ">=": 4171755}
NUMBERS = {"duckdb": "DOUBLE", "postgres": "NUMERIC"}


class Database:
    """Rows of the tables, each a dict, and the concepts that they use."""

    def __init__(self):
        self.rows = {table: [] for table in TABLES}
        self.ids = {}
        for number, (vocabulary, code, name) in FIXED.items():
            self.ids[vocabulary, code] = number
            self.add("concept", concept_id=number, vocabulary_id=vocabulary, concept_code=code,
                     concept_name=name)

    def add(self, table, **columns):
        known = {column.split()[0] for column in TABLES[table].split(", ")}
        if not columns.keys() <= known:
            raise KeyError(f"{table}: {sorted(columns.keys() - known)}")
        key = f"{table}_id"
        if key in known and key not in columns:
            columns[key] = len(self.rows[table]) + 1
        self.rows[table].append(columns)
        return columns.get(key)

    def concept(self, vocabulary, code, name=""):
        """The id of a concept, which is registered when it is first met."""
        if (vocabulary, code) not in self.ids:
            number = 1_000_000 + len(self.ids)
            self.ids[vocabulary, code] = number
            self.add("concept", concept_id=number, vocabulary_id=vocabulary, concept_code=code,
                     concept_name=name or code)
        return self.ids[vocabulary, code]

    def script(self, dialect):
        text = []
        for table, columns in TABLES.items():
            columns = columns.format(number=NUMBERS[dialect])
            names = [column.split()[0] for column in columns.split(", ")]
            text.append(f"CREATE TABLE {table} ({columns});")
            rows = [f"({', '.join(literal(row.get(name)) for name in names)})"
                    for row in self.rows[table]]
            for begin in range(0, len(rows), 500):
                text.append(f"INSERT INTO {table} VALUES\n" + ",\n".join(rows[begin:begin + 500])
                            + ";")
        return "\n".join(text) + "\n"


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
