using Equipoise.Conduct.Deviations;

namespace Equipoise.Conduct.Store;

/// <summary>The tables <c>deviation</c> and <c>deviation_count</c>.</summary>
internal static class DeviationTable
{
    /// <summary>All columns of a study's deviations.</summary>
    public const string Selected =
        """
        select number as Number, site_id as Site, participant_id as Participant, subject as Subject, rule as Rule, category as Category, description as Description,
          occurred_on as OccurredOn, found_on as FoundOn, important as Important, cause as Cause, action as Action, status as Status, documented_by as By, version as Version
        from deviation where study_id = @study
        """;

    public static Task<IReadOnlyList<Deviation>> DeviationsAsync(this ConductSnapshot snapshot, string study) =>
        snapshot.QueryAsync<Deviation>($"{Selected} order by number", new { study });

    public static Task<IReadOnlyList<Deviation>> DeviationsAsync(this ConductSnapshot snapshot, string study, string participant) =>
        snapshot.QueryAsync<Deviation>($"{Selected} and participant_id = @participant order by number", new { study, participant });

    /// <summary>Finds it, or refuses.</summary>
    public static async Task<Deviation> DeviationAsync(this ConductSnapshot snapshot, string study, long number) =>
        await snapshot.QueryOneAsync<Deviation>($"{Selected} and number = @number", new { study, number })
        ?? throw NoSuchDeviation(study, number);

    public static StepRefusedException NoSuchDeviation(string study, long number) =>
        StepRefusedException.NotFound("no-such-deviation", $"The study {study} has no deviation {number} that you may see.");

    /// <summary>Keeps a new one and gives it the study's next number. Others who document one wait until this step ends.</summary>
    public static async Task<Deviation> AddDeviationAsync(this ConductChange change, Deviation deviation)
    {
        var number = await change.CountAsync(
            "insert into deviation_count (study_id, last_number) values (@Trail, 1) on conflict (study_id) do update set last_number = deviation_count.last_number + 1 returning last_number",
            new { change.Trail });
        var numbered = deviation with { Number = number };
        await change.ExecuteAsync(
            """
            insert into deviation (study_id, number, site_id, participant_id, subject, rule, category, description, occurred_on, found_on, important, cause, action, status, documented_by, version)
            values (@Trail, @Number, @Site, @Participant, @Subject, @Rule, @Category, @Description, @OccurredOn, @FoundOn, @Important, @Cause, @Action, @Status, @By, @Version)
            """,
            new
            {
                change.Trail, numbered.Number, numbered.Site, numbered.Participant, numbered.Subject, numbered.Rule, numbered.Category, numbered.Description, numbered.OccurredOn, numbered.FoundOn,
                numbered.Important, numbered.Cause, numbered.Action, numbered.Status, numbered.By, numbered.Version,
            });
        return numbered;
    }

    /// <summary>Writes it; refuses where somebody else has changed it.</summary>
    public static async Task<Deviation> KeepDeviationAsync(this ConductChange change, Deviation deviation)
    {
        const string sql =
            """
            update deviation set category = @Category, description = @Description, occurred_on = @OccurredOn, found_on = @FoundOn, important = @Important, cause = @Cause,
              action = @Action, status = @Status, version = @Version + 1
            where study_id = @Trail and number = @Number and version = @Version
            """;
        var kept = await change.ExecuteAsync(
            sql,
            new
            {
                change.Trail, deviation.Number, deviation.Category, deviation.Description, deviation.OccurredOn, deviation.FoundOn, deviation.Important, deviation.Cause, deviation.Action,
                deviation.Status, deviation.Version,
            });
        return kept == 1 ? deviation with { Version = deviation.Version + 1 } : throw StepRefusedException.Stale($"The deviation {deviation.Number}");
    }
}
