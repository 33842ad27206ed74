using System.Globalization;
using Equipoise.Registry.Records;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Equipoise.Web.Studies;

/// <summary>A study's dates on a line of years, as SVG made here: the study itself as a bar, what is only expected hatched
/// open, the registry's dates as ticks below. It says nothing that the list beside it does not say in words.</summary>
internal sealed class TimelineDrawing
{
    private const int MostYearMarks = 8;
    private readonly IReadOnlyList<StudyDate> dates;
    private readonly int firstYear;
    private readonly int years;

    private TimelineDrawing(IReadOnlyList<StudyDate> dates)
    {
        this.dates = dates;
        firstYear = dates.Min(date => date.Date.Year);
        years = dates.Max(date => date.Date.Year) - firstYear + 1;
    }

    /// <summary>The drawing, or nothing where there are too few dates to draw a line through.</summary>
    public static RenderFragment? Of(IReadOnlyList<StudyDate> dates)
    {
        var own = dates.Where(date => IsOfStudy(date.Kind)).ToList();
        return own.Count < 2 ? null : new TimelineDrawing(dates).Render;
    }

    /// <summary>How a date of this kind looks, in the drawing and in the list.</summary>
    public static string ClassOf(StudyDateKind kind) => IsOfStudy(kind) ? "of-study" : "of-record";

    private static bool IsOfStudy(StudyDateKind kind) => kind is StudyDateKind.Start or StudyDateKind.PrimaryCompletion or StudyDateKind.Completion;

    private void Render(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "timeline");
        builder.AddAttribute(2, "aria-hidden", "true");
        builder.AddAttribute(3, "width", "100%");
        builder.AddAttribute(4, "height", "84");
        AddYears(builder);
        AddBar(builder, StudyDateKind.Start, StudyDateKind.PrimaryCompletion, "bar");
        AddBar(builder, StudyDateKind.PrimaryCompletion, StudyDateKind.Completion, "bar bar-after");
        if (Find(StudyDateKind.PrimaryCompletion) is null)
            AddBar(builder, StudyDateKind.Start, StudyDateKind.Completion, "bar");
        foreach (var date in dates)
            AddMark(builder, date);
        builder.CloseElement();
    }

    private void AddYears(RenderTreeBuilder builder)
    {
        Add(builder, "line", ("class", "axis"), ("x1", "0"), ("x2", "100%"), ("y1", "58"), ("y2", "58"));
        // Steps of 1, 2, 5, 10, … years, so that the names do not run into each other on a telephone.
        int[] steps = [1, 2, 5, 10, 20, 50, 100];
        var step = steps.First(candidate => years / candidate <= MostYearMarks || candidate == steps[^1]);
        for (var year = firstYear; year < firstYear + years; year++)
        {
            if (year % step != 0)
                continue;
            var x = Place(new DateOnly(year, 1, 1));
            Add(builder, "line", ("class", "axis"), ("x1", x), ("x2", x), ("y1", "54"), ("y2", "62"));
            builder.OpenElement(5, "text");
            builder.AddAttribute(6, "x", x);
            builder.AddAttribute(7, "y", "78");
            builder.AddContent(8, year.ToString(CultureInfo.InvariantCulture));
            builder.CloseElement();
        }
    }

    private void AddBar(RenderTreeBuilder builder, StudyDateKind from, StudyDateKind to, string look)
    {
        if (Find(from) is not { } start || Find(to) is not { } end || end.Date.First < start.Date.First)
            return;
        var width = string.Create(CultureInfo.InvariantCulture, $"{Share(end.Date.First) - Share(start.Date.First):0.##}%");
        Add(builder, "rect", ("class", end.Estimated == true ? $"{look} estimated" : look), ("x", Place(start.Date.First)), ("y", "20"), ("width", width), ("height", "16"));
    }

    private void AddMark(RenderTreeBuilder builder, StudyDate date)
    {
        var x = Place(date.Date.First);
        var look = date.Estimated == true ? "point estimated" : "point";
        if (IsOfStudy(date.Kind))
            Add(builder, "circle", ("class", look), ("cx", x), ("cy", "28"), ("r", "7"));
        else
            Add(builder, "line", ("class", "tick"), ("x1", x), ("x2", x), ("y1", "44"), ("y2", "58"));
    }

    private StudyDate? Find(StudyDateKind kind) => dates.FirstOrDefault(date => date.Kind == kind);

    private string Place(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{Share(date):0.##}%");

    // Percent of the width, with room for a mark at either end.
    private double Share(DateOnly date) => 2 + (96 * (date.Year - firstYear + ((date.DayOfYear - 1) / 366.0)) / years);

    private static void Add(RenderTreeBuilder builder, string element, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        builder.OpenElement(9, element);
        foreach (var (name, value) in attributes)
            builder.AddAttribute(10, name, value);
        builder.CloseElement();
    }
}
