using System.Text.Json.Serialization;

namespace Rampart.Evaluation;

/// <summary>What one model made of one sample; one line of an item's outcomes. Losses are what the attack maximises: for answers the
/// cross-entropy of the truth per token, for zero-shot the log-odds against the truth, whose softplus is the cross-entropy.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Index">The sample's number, as in the tensors.</param>
/// <param name="Truth">The right answer.</param>
/// <param name="CleanAnswer">The answer on the clean image.</param>
/// <param name="CleanCorrect">Whether it is right.</param>
/// <param name="CleanLoss">The loss of the truth on the clean image.</param>
/// <param name="Attacks">One entry per radius, rising.</param>
public sealed record SampleOutcome(
    string Id, long Index, string Truth, string CleanAnswer, bool CleanCorrect, double CleanLoss, IReadOnlyList<AttackOutcome> Attacks)
{
    /// <summary>What else is known of the answer on the clean image; null if nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerGrades? CleanGrades { get; init; }
}

/// <summary>How a sample fared at one radius.</summary>
/// <param name="Epsilon">The radius.</param>
/// <param name="Correct">Whether the model is right at this radius and all smaller ones.</param>
/// <param name="EightBitCorrect">The same for the images rounded to 8 bits; null if not measured.</param>
/// <param name="Attack">What the attack saw; null if the sample had fallen before.</param>
public sealed record AttackOutcome(double Epsilon, bool Correct, bool? EightBitCorrect, AttackDetails? Attack);

/// <summary>What an attack saw on one sample; of several attacks, the one that felled it, else the first.</summary>
/// <param name="Answer">The answer on the adversarial image.</param>
/// <param name="LossBefore">The loss of the truth where the attack began.</param>
/// <param name="LossAfter">The largest loss on the way.</param>
/// <param name="LeastLoss">The smallest loss on the way.</param>
/// <param name="ZeroGradientSteps">Steps at which the whole gradient was zero.</param>
/// <param name="NonFiniteGradients">Gradient entries that were not finite, over all steps.</param>
/// <param name="Distance">The largest change of a pixel value (Linf) or the length of the change (L2) of the final image.</param>
/// <param name="By">The member that felled the sample, of an attack that is composed of several; null if none did, or of a plain attack.</param>
public sealed record AttackDetails(
    string Answer,
    double LossBefore,
    double LossAfter,
    double LeastLoss,
    int ZeroGradientSteps,
    long NonFiniteGradients,
    double Distance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null)
{
    /// <summary>What else is known of the answer; null if nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnswerGrades? Grades { get; init; }
}
