namespace Rampart.Contracts;

/// <summary>The kinds of bytes that the store holds.</summary>
public static class MediaTypes
{
    /// <summary>Tensors in the safetensors format.</summary>
    public const string Safetensors = "application/vnd.safetensors";

    /// <summary>One JSON document.</summary>
    public const string Json = "application/json";

    /// <summary>One JSON record per line, UTF-8, each line ended by a line feed.</summary>
    public const string JsonLines = "application/jsonl";

    /// <summary>YAML text.</summary>
    public const string Yaml = "application/yaml";

    /// <summary>Bytes whose format the reader knows, such as a gzip-compressed idx file.</summary>
    public const string Binary = "application/octet-stream";
}
