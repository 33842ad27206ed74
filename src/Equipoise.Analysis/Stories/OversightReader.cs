using Equipoise.Analysis.Reading;

namespace Equipoise.Analysis.Stories;

/// <summary>Reads how a story's trial is watched over.</summary>
internal static class OversightReader
{
    public static OversightStory Read(FileFields fields)
    {
        var missed = StoryReader.Group(fields, "missed_dose");
        var oversight = new OversightStory
        {
            Verified = StoryReader.Share(fields, "verified"),
            Asked = StoryReader.Share(fields, "asked"),
            Questions = [.. StoryReader.List(fields, "questions").Select(node => new FileFields(node, "question")).Select(one =>
                new StoryQuestion(StoryReader.Text(one, "form"), StoryReader.Text(one, "field"), StoryReader.Text(one, "question"), StoryReader.Text(one, "answer"), (decimal)(one.Number("add") ?? 0)))],
            Deviations = [.. StoryReader.List(fields, "deviations").Select(node => new FileFields(node, "deviation")).Select(one =>
                (new StoryDeviation(StoryReader.Text(one, "category"), StoryReader.Text(one, "words"), one.Flag("important", otherwise: false)), StoryReader.Share(one, "share")))],
            MissedDoses = StoryReader.Share(missed, "share"),
            Missed = new StoryMissedDose(StoryReader.Text(missed, "reason"), StoryReader.Text(missed, "words")),
            LateReports = StoryReader.Share(fields, "late_reports"),
        };
        missed.RefuseOthers();
        fields.RefuseOthers();
        return oversight;
    }
}
