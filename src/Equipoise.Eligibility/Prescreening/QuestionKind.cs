namespace Equipoise.Eligibility.Prescreening;

/// <summary>How a question is answered.</summary>
public enum QuestionKind
{
    /// <summary>Yes, no, or "I don't know".</summary>
    YesNo,

    /// <summary>Whole years.</summary>
    Age,

    /// <summary>Male, female, or not said.</summary>
    Sex,

    /// <summary>How active the person is, in the five steps of ECOG.</summary>
    Activity,

    /// <summary>A number from a report, or nothing.</summary>
    Number,

    /// <summary>Weight in kilograms and height in centimeters, with a stroke between them, from which the body mass index follows.</summary>
    Stature,
}
