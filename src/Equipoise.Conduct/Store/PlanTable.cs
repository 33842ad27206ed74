using Equipoise.Conduct.Analyses;

namespace Equipoise.Conduct.Store;

/// <summary>The tables <c>analysis_plan</c> and <c>analysis_look</c>.</summary>
internal static class PlanTable
{
    public static Task<IReadOnlyList<LockedPlan>> PlansAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<LockedPlan>(
            """
            select number as Number, title as Title, content as Content, hash as Hash, protocol_version as ProtocolVersion, reason as Reason, looks_before as LooksBefore,
              meaning as Meaning, locked_by as LockedBy, locked_at as LockedAt
            from analysis_plan where study_id = @study order by number
            """,
            new { study });

    public static Task AddPlanAsync(this ConductChange change, LockedPlan plan) =>
        change.ExecuteAsync(
            """
            insert into analysis_plan (study_id, number, title, content, hash, protocol_version, reason, looks_before, meaning, account_id, locked_by, locked_at)
            values (@Trail, @Number, @Title, @Content, @Hash, @ProtocolVersion, @Reason, @LooksBefore, @Meaning, @AccountId, @LockedBy, @LockedAt)
            """,
            new { change.Trail, plan.Number, plan.Title, plan.Content, plan.Hash, plan.ProtocolVersion, plan.Reason, plan.LooksBefore, plan.Meaning, change.Actor.AccountId, plan.LockedBy, plan.LockedAt });

    public static Task<IReadOnlyList<RecordedLook>> LooksAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<RecordedLook>(
            """
            select number as Number, name as Name, is_final as IsFinal, cut_number as Cut, plan_number as Plan, finding as Finding, decision as Decision, decided_by as DecidedBy,
              note as Note, hash as Hash, meaning as Meaning, signed_by as SignedBy, signed_at as SignedAt
            from analysis_look where study_id = @study order by number
            """,
            new { study });

    public static Task AddLookAsync(this ConductChange change, RecordedLook look) =>
        change.ExecuteAsync(
            """
            insert into analysis_look (study_id, number, name, is_final, cut_number, plan_number, finding, decision, decided_by, note, hash, meaning, account_id, signed_by, signed_at)
            values (@Trail, @Number, @Name, @IsFinal, @Cut, @Plan, @Finding, @Decision, @DecidedBy, @Note, @Hash, @Meaning, @AccountId, @SignedBy, @SignedAt)
            """,
            new
            {
                change.Trail, look.Number, look.Name, look.IsFinal, look.Cut, look.Plan, look.Finding, look.Decision, look.DecidedBy, look.Note, look.Hash, look.Meaning, change.Actor.AccountId,
                look.SignedBy, look.SignedAt,
            });
}
