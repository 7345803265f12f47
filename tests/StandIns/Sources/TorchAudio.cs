// Stand-in for TorchAudio 0.107.0: names from the sources at that version.
// references: TorchSharp
namespace TorchSharp
{
    public static class torchaudio
    {
        public static (torch.Tensor, int) load(string filepath, long frame_offset = 0, long num_frames = -1) => throw null;

        public static class datasets
        {
            public static object SPEECHCOMMANDS(string root, string url = "speech_commands_v0.02", string folder_in_archive = "SpeechCommands", bool download = false) => throw null;
            public static object YESNO(string root, string url = "http://www.openslr.org/resources/1/waves_yesno.tar.gz", string folder_in_archive = "waves_yesno", bool download = false) => throw null;
        }
    }
}
