namespace Equipoise.Eligibility.Facts.Rows;

/// <summary>One fact about a patient as a row of words: what a line of a CSV file or a filled-in field of a form says.</summary>
/// <param name="Patient">The patient's id; empty for the only one.</param>
/// <param name="Fact">The sort of fact: <c>birthDate</c>, <c>sex</c>, <c>measurement</c>, <c>performanceStatus</c>, <c>condition</c>, <c>therapy</c>,
/// <c>pregnancy</c>, <c>consent</c>, <c>judgment</c>, <c>other</c>, <c>progression</c>, <c>death</c> or <c>complete</c>.</param>
/// <param name="Name">What it is: a variable, a scale, a concept or its code, the words of a statement.</param>
/// <param name="Value">A value, perhaps with a comparator before it; a standing such as <c>active</c>; <c>yes</c> or <c>no</c>.</param>
/// <param name="Unit">The unit in UCUM.</param>
/// <param name="Date">When it was so or began: a year, month, day or moment.</param>
/// <param name="End">When it ended.</param>
/// <param name="Low">The lower limit of normal, in the value's unit.</param>
/// <param name="High">The upper limit of normal.</param>
/// <param name="Words">How the record names it, where that says more than <paramref name="Name"/>.</param>
/// <param name="Reason">For a treatment, the disease it was given for.</param>
/// <param name="Source">The record's entry.</param>
/// <param name="Place">Where the row stands, for messages: <c>line 7</c>.</param>
public sealed record FactRow(
    string Patient,
    string Fact,
    string Name,
    string Value,
    string Unit,
    string Date,
    string End,
    string Low,
    string High,
    string Words,
    string Reason,
    string Source,
    string Place);
