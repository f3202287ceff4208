namespace Rampart.Stages;

/// <summary>A preference pair in TRL's explicit-prompt form; the images are found by id.</summary>
/// <param name="Id">The sample.</param>
/// <param name="Index">The sample's number, as in the tensors.</param>
/// <param name="Prompt">The question.</param>
/// <param name="Chosen">The answer to be preferred, given on the clean image.</param>
/// <param name="Rejected">The answer given on the adversarial image.</param>
/// <param name="Equal">Whether the two say the same.</param>
public sealed record PreferencePair(string Id, long Index, string Prompt, string Chosen, string Rejected, bool Equal);
