package dev.accrete.compiler;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.parse.WrittenSql;
import dev.accrete.compiler.plan.Planner;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;

/**
 * What the steps of all models of a project in one target work with.
 *
 * @param writtenIn the dialect that the models are written in
 */
record StepTools(
    ModelInputs inputs,
    SeenThrough seenThrough,
    Derivations derivations,
    Dialect dialect,
    String writtenIn,
    Planner planner,
    ScriptWriter scripts,
    TargetRelations relations,
    Surroundings surroundings,
    HiddenParts stitched,
    WrittenSql writtenSql) {}
