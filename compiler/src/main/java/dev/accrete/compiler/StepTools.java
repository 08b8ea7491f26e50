package dev.accrete.compiler;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.parse.WrittenSql;
import dev.accrete.compiler.plan.Planner;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;

/** What the steps of all models of a project in one target work with. */
record StepTools(
    ModelInputs inputs,
    SeenThrough seenThrough,
    Derivations derivations,
    Dialect dialect,
    Planner planner,
    ScriptWriter scripts,
    TargetRelations relations,
    Surroundings surroundings,
    HiddenParts stitched,
    WrittenSql writtenSql) {}
