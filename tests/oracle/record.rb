# frozen_string_literal: true

# Records what a real Jekyll makes of a small site, as one case of `recorded.json`.
#
#   ruby tests/oracle/record.rb NAME FOLDER [--drafts] [--future] [--unpublished] [--strict]
#
# The clock stands at 2026-01-15T12:00:00Z and the zone of the machine is UTC, as in the tests. The
# folder itself is not touched. With SafeYAML on the load path (`ruby -I …/safe_yaml/lib`) values are
# typed as upstream Jekyll types them; without it, a Debian Jekyll types them by Psych, and a case
# should keep away from what README.md beside this file names.

ENV["TZ"] = "UTC"
Encoding.default_external = "UTF-8"

require "fileutils"
require "json"
require "set"
require "tmpdir"
require "jekyll"

FLAGS = { "--drafts" => "show_drafts", "--future" => "future", "--unpublished" => "unpublished",
          "--strict" => "strict_front_matter" }.freeze
OURS = { "--drafts" => "drafts", "--future" => "future", "--unpublished" => "unpublished",
         "--strict" => "strict" }.freeze
NOW = Time.utc(2026, 1, 15, 12)
# Files that are read for the sake of others, and are no documents.
PARTS = %r{\A(_config\.|_layouts/|_includes/|_data/|_sass/|_plugins/)}

# One build, and what can be seen of it afterwards.
class Build
  attr_reader :failure

  def initialize(folder, flags)
    @root = folder
    @flags = flags
    @written = []
    Jekyll.logger.log_level = :error
    Time.define_singleton_method(:now) { NOW.localtime }
  end

  def run
    Dir.chdir(@root)
    settings = { "source" => @root, "disable_disk_cache" => true }
    settings["destination"] = File.join(@root, "_site") unless says_destination?
    @flags.each { |flag| settings[FLAGS.fetch(flag)] = true }
    config = Jekyll.configuration(settings)
    config["time"] ||= NOW.to_s
    @site = Jekyll::Site.new(config)
    stages = %i[reset read generate render cleanup]
    stages.each { |stage| @site.public_send(stage) }
    @site.each_site_file { |item| note(item) }
    @site.write
  rescue StandardError, SystemExit => e
    @failure = e
  end

  def outputs
    below(@site.dest).to_a.sort
  end

  # Files of the source that share a destination, in the order in which they are written.
  def conflicts
    shared = @written.group_by(&:first).select { |_, writes| writes.size > 1 }
    shared.map { |output, writes| { "output" => output, "paths" => writes.map(&:last) } }
  end

  def documents
    return [] unless @site

    read = rows
    known = read.to_set { |one| one["path"] } | @site.static_files.to_set { |file| path_of(file.path) }
    left = (below(@root) - known).reject { |path| path.match?(PARTS) || path.start_with?("_site/") }
    (read + left.map { |path| { "path" => path, "status" => "skipped", "reason" => reason(path) } })
      .sort_by { |one| one["path"] || one["generated"] }
  end

  private

  # One row for a file: as a post or document, if it is read as a page too.
  def rows
    items = @site.collections.values.flat_map(&:docs) + @site.pages
    seen = Set.new
    items.map { |item| seen.add?(source(item)) ? describe(item) : { "generated" => destination(item) } }
  end

  def says_destination?
    Dir.glob("_config.*", base: @root).any? { |path| File.read(File.join(@root, path)).match?(/^destination\b/) }
  end

  def below(folder)
    all = Dir.glob("**/*", File::FNM_DOTMATCH, base: folder)
    all.select { |path| File.file?(File.join(folder, path)) }.to_set
  end

  def path_of(path)
    path.delete_prefix("#{@root}/").delete_prefix("/")
  end

  def destination(item)
    item.destination(@site.dest).delete_prefix("#{@site.dest}/")
  end

  def source(item)
    path_of(item.is_a?(Jekyll::Page) ? item.relative_path : item.path)
  end

  def note(item)
    return unless File.file?(File.join(@root, source(item)))

    @written << [destination(item), source(item)]
  end

  def describe(item)
    return { "generated" => destination(item) } unless File.file?(File.join(@root, source(item)))

    row = { "path" => source(item), "kind" => kind(item), "status" => item.write? ? "published" : "unwritten",
            "title" => text(item.data["title"]) }
    row.merge!(item.is_a?(Jekyll::Document) ? dated(item) : { "date" => nil, "slug" => nil })
    return row if @failure

    row.merge("url" => item.url, "output" => destination(item))
  end

  def dated(item)
    date = item.data["date"]
    names = ->(list) { Array(list).map(&:to_s) }
    { "date" => date.is_a?(Time) ? date.iso8601 : text(date), "slug" => text(item.data["slug"]),
      "categories" => names.call(item.data["categories"]), "tags" => names.call(item.data["tags"]) }
  end

  def text(value)
    value ? value.to_s : nil
  end

  def kind(item)
    return "page" if item.is_a?(Jekyll::Page)
    return "collection" unless item.collection.label == "posts"

    item.draft? ? "draft" : "post"
  end

  # Why a file was left out: a post is asked once more for what it is.
  def reason(path)
    return "draft" if path.match?(%r{(\A|/)_drafts/}) && !@site.show_drafts
    return reason_of_page(path) unless path.match?(%r{(\A|/)_posts/})
    return "bad-name" unless path.match?(Jekyll::Document::DATE_FILENAME_MATCHER)

    post = Jekyll::Document.new(File.join(@root, path), :site => @site, :collection => @site.posts)
    post.read
    return "unreadable" if post.content.nil? || !post.content.valid_encoding?
    return "unpublished" unless post.published? || @site.unpublished

    @site.publisher.hidden_in_the_future?(post) ? "future" : "excluded"
  end

  def reason_of_page(path)
    return "excluded" unless Jekyll::Utils.has_yaml_header?(File.join(@root, path))

    page = Jekyll::Page.new(@site, @root, File.dirname(path), File.basename(path))
    page.published? ? "excluded" : "unpublished"
  end
end

def files_of(folder)
  paths = Dir.glob("**/*", File::FNM_DOTMATCH, base: folder).select { |path| File.file?(File.join(folder, path)) }
  paths.sort.map do |path|
    bytes = File.binread(File.join(folder, path))
    text = bytes.dup.force_encoding("UTF-8")
    text.valid_encoding? ? { "path" => path, "text" => text } : { "path" => path, "hex" => bytes.unpack1("H*") }
  end
end

name, folder, *flags = ARGV
abort "usage: ruby record.rb NAME FOLDER [#{FLAGS.keys.join("] [")}]" unless name && folder && File.directory?(folder)
unknown = flags - FLAGS.keys
abort "unknown: #{unknown.join(" ")}" unless unknown.empty?

Dir.mktmpdir do |temporary|
  root = File.join(File.realpath(temporary), "site")
  FileUtils.cp_r(folder, root)
  files = files_of(root)
  build = Build.new(root, flags)
  build.run
  record = { "name" => name, "files" => files }
  record["options"] = flags.to_h { |flag| [OURS.fetch(flag), true] } unless flags.empty?
  record["fatal"] = { "message" => build.failure.message.gsub(root, "").scrub } if build.failure
  record["documents"] = build.failure ? [] : build.documents
  record.merge!("outputs" => build.outputs, "conflicts" => build.conflicts) unless build.failure
  puts JSON.pretty_generate(record)
end
warn "recorded from Jekyll #{Jekyll::VERSION}, values typed by #{defined?(SafeYAML) ? "SafeYAML" : "Psych"}"
