namespace Rampart.Mining;

/// <summary>What mining found for one sample; one line of an item's records.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Index">The sample's number, as in the tensors.</param>
/// <param name="Target">The reference's answer on the clean image, which an answer attack goes against.</param>
/// <param name="CleanAnswer">The attacked model's answer on the clean image.</param>
/// <param name="AdversarialAnswer">Its answer on the adversarial image.</param>
/// <param name="Success">Whether the two differ.</param>
/// <param name="LossBefore">The attacked loss where the attack began.</param>
/// <param name="LossAfter">The attacked loss at the last image that was evaluated.</param>
/// <param name="NonFiniteGradients">Gradient entries that were not finite, over all steps.</param>
public sealed record MinedRecord(
    string Id,
    long Index,
    string Target,
    string CleanAnswer,
    string AdversarialAnswer,
    bool Success,
    double LossBefore,
    double LossAfter,
    long NonFiniteGradients);
