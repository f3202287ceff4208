namespace Rampart.Training;

/// <summary>Which of the data the steps of a safety objective see. Sets are taken from the front of the data.</summary>
/// <param name="Restricted">Restricted images of the safety set; null for all.</param>
/// <param name="Permitted">Other images of the safety set; null for all.</param>
/// <param name="Batch">Images of the safety set per step.</param>
/// <param name="Utility">Ordinary images per step; 0 for none.</param>
internal sealed record SafetyMix(int? Restricted, int? Permitted, int Batch, int Utility)
{
    /// <summary>What is asked about images of the safety set.</summary>
    public SafetyLessons Lessons { get; init; }

    /// <summary>Whether images of any risk stand in the place of restricted ones, and images without a risk in that of others.</summary>
    public bool ByRisk { get; init; }

    /// <summary>The ordinary images; null for all.</summary>
    public int? UtilityImages { get; init; }

    /// <summary>Whether ordinary conversations hold requests about images that are not restricted.</summary>
    public bool UtilityRequests { get; init; }

    /// <summary>How much of a wrong answer preferences hold.</summary>
    public RejectedText Rejected { get; init; }
}

/// <summary>What is learned about images of a safety set.</summary>
internal enum SafetyLessons
{
    /// <summary>A request with the answer that the policy wants.</summary>
    Answers,

    /// <summary>Any question with the answer that the policy wants, and the image's risk.</summary>
    Risks,

    /// <summary>A request with the answer that the policy wants and the one that it does not.</summary>
    Preferences,
}

/// <summary>How much of a wrong answer is rejected.</summary>
public enum RejectedText
{
    /// <summary>Its beginning, up to where it names what is in the image, without an end.</summary>
    Prefix,

    /// <summary>All of it.</summary>
    Answer,
}
